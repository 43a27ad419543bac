"""Starting the site: its folder, its database, its server."""
