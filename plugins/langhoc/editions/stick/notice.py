"""What the pages in a folder on a stick say of themselves: of which day they are, and when they are old.

They are the same to the byte as on a web server: what is a stick's own lies in one script beside them, for which they
ask when they are opened from a disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from langhoc.editions.made_on import BEHIND, OLD, made_on
from langhoc.model import Area
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets


def notice(assets: Assets, languages: Iterable[str], today: date, best_before: date, only_of: Area | None) -> bytes:
    """The script, with the words in these languages; of a copy that was made `today`, of an area where it is one's."""
    words = {language: _words(Phrases(language), today, only_of) for language in languages}
    told = {"made": today.isoformat(), "bestBefore": best_before.isoformat(), "words": words}
    return f"langhoc.copy = {json.dumps(told, ensure_ascii=False)};\n".encode() + assets.copy


def _words(phrases: Phrases, today: date, only_of: Area | None) -> dict[str, str]:
    return {"made": made_on(phrases, today, only_of), "old": phrases.say(OLD), "behind": phrases.say(BEHIND)}
