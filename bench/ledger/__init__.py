"""The register's speed beside peers and beside the bare cost of what it is made of."""
