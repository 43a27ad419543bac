"""How the table of corrections came to be."""
