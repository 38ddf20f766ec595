"""What the pages in a folder on a stick say of themselves: of which day they are, and when they are old.

They are the same to the byte as on a web server: what is a stick's own lies in one script beside them, for which they
ask when they are opened from a disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from langhoc.i18n import mark as _
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets


def notice(assets: Assets, languages: Iterable[str], made_on: date, best_before: date) -> bytes:
    """The script, with the words in these languages."""
    words = {language: _words(Phrases(language), made_on) for language in languages}
    told = json.dumps({"bestBefore": best_before.isoformat(), "words": words}, ensure_ascii=False)
    return f"langhoc.copy = {told};\n".encode() + assets.copy


def _words(phrases: Phrases, made_on: date) -> dict[str, str]:
    made = phrases.say(_("A copy made on {day}."), day=phrases.day_in_list(made_on))
    return {"made": made, "old": phrases.say(_("This copy is old: ask for a newer one."))}
