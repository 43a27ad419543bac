"""How the tables of filing came to be as they are."""
