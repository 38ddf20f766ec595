"""Files -> nodes with positions -> records or problems. What a file holds never raises."""

from langhoc.reading.folder import DATA, SETTINGS_FILE, Found, Reading, has_errors, locate, read_folder

__all__ = ["DATA", "SETTINGS_FILE", "Found", "Reading", "has_errors", "locate", "read_folder"]
