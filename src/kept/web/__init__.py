"""The site: a thin Django shell around the core. No rule of the field lives here."""
