"""The languages of a catalogue, for what is done with it before its records are read."""

from __future__ import annotations

from pathlib import Path

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.project.outcome import NotBuilt
from langhoc.reading import DATA, SETTINGS_FILE, languages_in


def known_languages(folder: Path) -> tuple[str, ...]:
    """The first is the catalogue's own. Raises NotBuilt when its settings have faults."""
    languages = languages_in(folder)
    if languages is not None:
        return languages
    params = {"file": f"{DATA}/{SETTINGS_FILE}"}
    message = Message(_("The catalogue's languages cannot be read from {file}: see `langhoc check`."), params)
    raise NotBuilt(message=message)
