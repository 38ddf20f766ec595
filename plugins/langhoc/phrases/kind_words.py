"""What people call the kinds of records when they name a file or a command: offer, offers, lop-hoc."""

from __future__ import annotations

from collections.abc import Iterator

from langhoc import vietnamese
from langhoc.i18n import translator
from langhoc.model import KINDS
from langhoc.phrases.labels import KIND_LABELS, KIND_PLURALS


def kind_words(kind: str) -> Iterator[str]:
    """Each as a slug: the kind's name, its folder, and its labels in both languages."""
    yield kind
    yield KINDS[kind].folder
    for label in (KIND_LABELS[kind], KIND_PLURALS[kind]):
        yield from (vietnamese.slug(translator(language)(label)) for language in ("vi", "en"))


def kind_called(word: str) -> str | None:
    """The kind that `word` names: "Lớp học" is offer."""
    slug = vietnamese.slug(word)
    return next((kind for kind in KINDS if slug in kind_words(kind)), None)
