"""The site beside Datasette and a bare page; under mixed load; and what it looks like."""
