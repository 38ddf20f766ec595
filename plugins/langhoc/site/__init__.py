"""Catalogue -> site: addresses, pages, the frame they stand in, and moving them into place."""
