"""What is made of a site for those without a network: a part of the catalogue, all of it in one file."""
