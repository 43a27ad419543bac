"""What the site shows: the process and the statements as one viewer may see them."""
