"""Words that mean the same: a text that says one of a group is found by the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from langhoc.search.names import UNITS
from langhoc.search.words import written_words

Phrase = tuple[str, ...]


class Synonyms:
    """Groups of texts; they are compared by their folded words."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self.texts = [list(group) for group in groups]
        self._groups = [[(_phrase(text), text) for text in group if _phrase(text)] for group in groups]
        self._by_first: dict[str, list[tuple[Phrase, int]]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for phrase, _text in group:
                self._by_first[phrase[0]].append((phrase, number))

    def begin_with(self, word: str) -> bool:
        """Whether one of the texts does, folded."""
        return word in self._by_first

    def also(self, words: Sequence[str]) -> Iterator[str]:
        """The texts that mean the same as something said in `words`, folded, and are not said there at that place."""
        for place, word in enumerate(words):
            for phrase, number in self._by_first.get(word, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    yield from (text for other, text in self._groups[number] if other != phrase)

    def short_forms(self) -> dict[str, str]:
        """Words that stand for others, folded: "p" and "ward" for "phuong". A group's first text is the usual one."""
        usual = ((group[0][0], group[1:]) for group in self._groups if group)
        return {
            phrase[0]: " ".join(whole)
            for whole, others in usual
            for phrase, _text in others
            if len(phrase) == 1 and phrase != whole and (len(phrase[0]) <= _SHORT or list(whole) in UNITS)
        }


_SHORT = 4


def _phrase(text: str) -> Phrase:
    return tuple(word.folded for word in written_words(text))
