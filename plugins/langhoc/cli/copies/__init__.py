"""The commands that make copies for those without a network."""
