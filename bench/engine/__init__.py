"""The engine that assesses, beside other ways to answer the same question."""
