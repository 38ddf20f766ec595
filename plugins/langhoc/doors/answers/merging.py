"""What an answer or a row of cells says, put into a record's data: only that changes, all else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from langhoc.doors.answers.columns import Column, Path
from langhoc.doors.answers.mending import Value
from langhoc.doors.answers.shown import by_language, value_at
from langhoc.doors.keys import Takes

Assignment = tuple[Column, Path, Value | None]
"""The column of a cell, the path it leads to (numbers and all), the value there; None takes it away."""


class Edit:
    """A record's data while it is changed. `data` is as before until something other is put in."""

    def __init__(self, data: Mapping[str, Any], first: str) -> None:
        self.data: dict[str, Any] = deepcopy(dict(data))
        self.is_changed = False
        self._first = first

    def put(self, column: Column, path: Path, value: Value | None) -> None:
        """Put the value of one cell at `path`."""
        new = merged(value_at(self.data, path), value, column, self._first)
        self._set(path, new)

    def put_list(self, path: Path, groups: list[dict[str, Any]]) -> None:
        """Let these be all groups of the list at `path`."""
        self._set(path, groups)

    def _set(self, path: Path, new: Any) -> None:
        if alike(value_at(self.data, path), new, self._first):
            return
        self.is_changed = True
        _put(self.data, path, new)

    def finished(self) -> dict[str, Any]:
        """The data without what was left empty."""
        return _without_nothing(self.data) if self.is_changed else self.data


def merged(old: Any, value: Value | None, column: Column, first: str) -> Any:
    """The old value with a cell's in it: a text keeps its other languages, a group of times its other keys."""
    if column.key.takes is Takes.TEXT:
        code = column.language or first
        if column.key.several:
            return _texts(old if isinstance(old, list) else [], value, code, first)
        text = by_language(old, first)
        return _with_language(text, code, value if isinstance(value, str) else "")
    if column.key.part and isinstance(value, list):
        olds = [one for one in old if isinstance(one, dict)] if isinstance(old, list) else []
        return with_rest(olds, [group for group in value if isinstance(group, dict)], first)
    return value


def _with_language(text: dict[str, str], code: str, new: str) -> dict[str, str] | None:
    """In the order of before; what is new comes last."""
    kept = {**text, code: new} if new else {key: value for key, value in text.items() if key != code}
    return kept or None


def _texts(olds: Sequence[Any], value: Value | None, code: str, first: str) -> list[dict[str, str]]:
    """A list's texts in one language. In the first one a text finds its translations by what it says, in others by
    its place in the list.
    """
    new = [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    rows = [by_language(old, first) for old in olds]
    if code == first and new and len(new) != len(rows):
        rows = [next((row for row in rows if row.get(code) == text), {}) for text in new]
    length = max(len(rows), len(new))
    rows += [{} for _ in range(length - len(rows))]
    new += [""] * (length - len(new))
    # One that says nothing yet keeps its place for its other languages.
    return [_with_language(row, code, said) or {} for row, said in zip(rows, new, strict=True)]


def with_rest(olds: Sequence[dict[str, Any]], groups: Sequence[dict[str, Any]], first: str) -> list[dict[str, Any]]:
    """Groups with what the old ones of a list say besides: each goes on from the first that it does not contradict."""
    left = list(olds)
    result = []
    for group in groups:
        fit = next((old for old in left if _fits(old, group, first)), None)
        if fit is not None:
            left.remove(fit)
        result.append(_joined(fit, group) if fit else group)
    return result


def _fits(old: Any, new: Any, first: str) -> bool:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return all(_fits(old.get(key), value, first) for key, value in new.items())
    return alike(old, new, first)


def _joined(old: Any, new: Any) -> Any:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: _joined(old.get(key), value) for key, value in new.items()}}
    return new


def alike(old: Any, new: Any, first: str) -> bool:
    """Whether both say the same in a file: spaces around a text say nothing, nor do empty groups and lists."""
    return bool(_plain(old, first) == _plain(new, first))


def _plain(value: Any, first: str) -> Any:
    """A text in the first language alone may stand plain."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Mapping):
        kept = {key: plain for key, inner in value.items() if (plain := _plain(inner, first)) is not None}
        return kept[first] if kept.keys() == {first} else kept or None
    if isinstance(value, list):
        return [plain for inner in value if (plain := _plain(inner, first)) is not None] or None
    return value


def _put(data: Any, path: Path, value: Any) -> None:
    """Put a value where it belongs, with the groups and lists on the way to it."""
    for step, after in pairwise(path):
        inner: Any = [] if isinstance(after, int) else {}
        if isinstance(step, int):
            data += [{} for _ in range(step + 1 - len(data))]
            if not isinstance(data[step], dict | list):
                data[step] = inner
        elif not isinstance(data.get(step), dict | list):
            data[step] = inner
        data = data[step]
    last = path[-1]
    if isinstance(last, int):
        data += [{} for _ in range(last + 1 - len(data))]
    if value is None and isinstance(last, str):
        data.pop(last, None)
    else:
        data[last] = value


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_nothing(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, {}, [], "")}
    if isinstance(value, list):
        return [kept for inner in value if (kept := _without_nothing(inner)) not in (None, {}, [], "")]
    return value
