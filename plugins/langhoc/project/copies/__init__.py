"""Copies for those without a network: made of the catalogue in a folder, and noted down as given away."""
