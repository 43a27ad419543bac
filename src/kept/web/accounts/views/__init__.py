"""The pages of accounts that are the site's own; those of signing in are allauth's."""
