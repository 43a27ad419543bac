"""Papers to be handed over and filed: what stands on them, and how it is laid out."""
