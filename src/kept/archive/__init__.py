"""Where things are kept: the only package that reads and writes files."""
