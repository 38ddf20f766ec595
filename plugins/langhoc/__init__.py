"""Làng Học: catalogues of community learning spaces, as one folder that works everywhere."""

__version__ = "0.1.0"
