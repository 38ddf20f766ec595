"""The file of words that mean the same -> its groups, or every reason why not."""

from __future__ import annotations

from langhoc.model import Synonyms
from langhoc.problems import Problem
from langhoc.reading.files import SynonymsFile
from langhoc.reading.plain import plain_data
from langhoc.reading.record_file import load
from langhoc.reading.records import read_value, to_model
from langhoc.reading.source import Source
from langhoc.reading.validation import validated

Groups = tuple[tuple[str, ...], ...]


def read_synonyms(file: SynonymsFile | None) -> tuple[Groups, list[Problem]]:
    """The groups of the file; none when there is no such file, or when it has faults."""
    if file is None:
        return (), []
    source, problems = load(file.path, file.name)
    if source is None:
        return (), problems
    synonyms, more = _read(source)
    return synonyms.root if synonyms else (), [*problems, *more]


def _read(source: Source) -> tuple[Synonyms | None, list[Problem]]:
    data = plain_data(source)
    sound = validated(Synonyms, data, ())[0] if data else None
    return (sound, []) if sound else _read_with_care(source)


def _read_with_care(source: Source) -> tuple[Synonyms | None, list[Problem]]:
    written, problems = read_value(source)
    if written is None:
        return None, problems
    synonyms, faults = to_model(Synonyms, written, ())
    return synonyms, [*problems, *faults]
