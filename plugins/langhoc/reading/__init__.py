"""Files -> nodes with positions -> records or problems. What a file holds never raises."""

from langhoc.reading.explain import did_you_mean, dotted
from langhoc.reading.files import DATA, SETTINGS_FILE, name_shown
from langhoc.reading.folder import NOTHING_PROPOSED, Locator, Proposed, Reading, languages_in, read_folder
from langhoc.reading.media import HEAVIEST_PICTURE, LONGEST_SIDE, Medium, is_fit_to_show, tells_place
from langhoc.reading.memory import ROOM, Keys, Memory
from langhoc.reading.nodes import Path
from langhoc.reading.record_file import Found
from langhoc.reading.unread import Unread

__all__ = [
    "DATA", "HEAVIEST_PICTURE", "LONGEST_SIDE", "NOTHING_PROPOSED", "ROOM", "SETTINGS_FILE", "Found", "Keys", "Locator",
    "Medium", "Memory", "Path", "Proposed", "Reading", "Unread", "did_you_mean", "dotted", "is_fit_to_show",
    "languages_in", "name_shown", "read_folder", "tells_place",
]  # fmt: skip
