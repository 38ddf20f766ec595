"""The browser form, for editors with an account: Sveltia CMS's configuration, and where a record stands in it."""
