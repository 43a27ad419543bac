"""The fast engine compiled: built once on the machine it runs on, and driven from here."""
