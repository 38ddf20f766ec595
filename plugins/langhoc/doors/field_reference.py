"""The field reference: every key of every kind of record, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from langhoc.doors.examples import EXAMPLES, Example
from langhoc.doors.forms import FORMS, LIST, Form
from langhoc.doors.keys import Key, keys, own_keys, parts_of
from langhoc.i18n import Translate
from langhoc.i18n import mark as _
from langhoc.model import KINDS, Kind, Settings
from langhoc.model.group import Group
from langhoc.phrases import KIND_LABELS, KIND_PLURALS, LABELS
from langhoc.phrases.fields import FIELDS, GROUPS, KIND_HINTS, Field, field_of

# Kinds with a file a record come before the lists: they are what most people write.
_KINDS = tuple(sorted(KINDS.values(), key=lambda kind: kind.is_list))

# A record's id is a key only in a list: elsewhere it is the name of the file.
_ID = {"id"}

# No count is larger: a bound against slips of the hand, of which nobody needs to read.
_ANY_NUMBER = 10**12

# What `absent` is where a key that is left out says nothing.
_NOTHING = (None, (), False)


def field_reference(say: Translate) -> str:
    """The whole reference, from its second heading on, in the language of `say`."""
    reference = _Reference(say)
    sections = [reference.overview(), reference.forms(), *map(reference.group, _shared())]
    sections += [reference.kind(kind) for kind in _KINDS]
    sections += [reference.group(Settings), *map(reference.group, _parts())]
    return "\n\n".join(sections) + "\n"


def _shared() -> Iterable[type[Group]]:
    """The classes that kinds have keys from, the one that all have them from first."""
    return dict.fromkeys(base for kind in _KINDS for base in reversed(_bases(kind.model)))


def _parts() -> Iterable[type[Group]]:
    """Every group of keys inside a record or the settings, once."""
    models: list[type[Group]] = [*(kind.model for kind in _KINDS), Settings]
    return dict.fromkeys(part for model in models for part in parts_of(model))


def _bases(model: type[Group]) -> list[type[Group]]:
    """The classes that `model` has keys from, the nearest first."""
    return [base for base in model.__mro__[1:] if issubclass(base, Group) and own_keys(base)]


def _rows(model: type[Group], with_id: bool = False) -> list[Key]:
    """The keys to be told of where `model` is: those that it says itself, or calls otherwise than its base does."""
    own = {key.name for key in own_keys(model)} | FIELDS.get(model, {}).keys()
    told = own | _ID if with_id else own - _ID
    return [key for key in keys(model) if key.name in told]


def _anchor(model: type[Group]) -> str:
    kind = _kind_of(model)
    return kind.name if kind else model.__name__.lower()


def _kind_of(model: type[Group]) -> Kind | None:
    return next((kind for kind in _KINDS if kind.model is model), None)


@dataclass(frozen=True, slots=True)
class _Reference:
    """Its sections, in one language."""

    say: Translate

    def overview(self) -> str:
        """What kinds there are, and where each lies."""
        head = (_("Records"), _("Where they lie"), _("What belongs there"))
        return "\n\n".join([f"## {self.say(_('The kinds of record'))}", self._table(head, map(self._kind_row, _KINDS))])

    def _kind_row(self, kind: Kind) -> str:
        name = f"[{self.say(KIND_PLURALS[kind.name])}](#{kind.name})"
        return f"| {name} | `data/{kind.file or f'{kind.folder}/'}` | {self.say(KIND_HINTS[kind.name])} |"

    def forms(self) -> str:
        """How each form of value is written."""
        rows = [self._form_row(form) for form in (*FORMS.values(), LIST)]
        head = (_("Form"), _("How to write it"), _("Example"))
        return "\n\n".join([f"## {self.say(_('How values are written'))}", self._table(head, rows)])

    def _form_row(self, form: Form) -> str:
        return f"| {self.say(form.label)} | {self.say(form.explanation)} | `{form.example}` |"

    def kind(self, kind: Kind) -> str:
        """One kind of record: where it lies, its own keys, and an example."""
        heading = self._heading(kind.model, KIND_LABELS[kind.name])
        about = f"{self.say(KIND_HINTS[kind.name])} {self._file(kind)} {self._elsewhere(kind.model)}"
        rows = _rows(kind.model, with_id=kind.is_list)
        return "\n\n".join([heading, about, self._keys(kind.model, rows), _example(EXAMPLES[kind.name])])

    def _file(self, kind: Kind) -> str:
        if kind.file:
            return self.say(_("All of them stand in one file, {file}.")).format(file=f"`data/{kind.file}`")
        told = self.say(_("Each has a file of its own in {folder}, whose name ends in {ending}."))
        return told.format(folder=f"`data/{kind.folder}/`", ending=f"`{kind.ending}`")

    def _elsewhere(self, model: type[Group]) -> str:
        """Where the keys are told of that `model` has from other classes."""
        links = ", ".join(self._link(base) for base in reversed(_bases(model)))
        return self.say(_("Its other keys are under: {groups}.")).format(groups=links) if links else ""

    def group(self, model: type[Group]) -> str:
        """What several kinds share, or a part of a record."""
        about = f"{self.say(GROUPS[model].hint)} {self._elsewhere(model)}".rstrip()
        return "\n\n".join([self._heading(model, GROUPS[model].label), about, self._keys(model, _rows(model))])

    def _heading(self, model: type[Group], label: str) -> str:
        return f'<a id="{_anchor(model)}"></a>\n\n## {self.say(label)}'

    def _keys(self, model: type[Group], keys: Iterable[Key]) -> str:
        head = (_("Key"), _("Name"), _("What to write"), _("Form"))
        return self._table(head, [self._row(field_of(model, key.name), key) for key in keys])

    def _row(self, field: Field, key: Key) -> str:
        return f"| `{key.name}` | {self.say(field.label)} | {self.say(field.hint)} | {self._form(key)} |"

    def _form(self, key: Key) -> str:
        """As "**required** · may be several · day", and each choice on a line of its own."""
        needed = [f"**{self.say(_('required'))}**"] if key.required else []
        several = [self.say(LIST.label)] if key.several else []
        said = " · ".join([*needed, *several, self._value(key), *self._limits(key)])
        return "<br>".join([said, *self._choices(key)])

    def _value(self, key: Key) -> str:
        if key.part:
            return self._link(key.part)
        if key.kinds:
            kinds = ", ".join(self._link(KINDS[name].model) for name in key.kinds)
            return self.say(_("id of: {kinds}")).format(kinds=kinds)
        return self.say(FORMS[key.takes].label)

    def _limits(self, key: Key) -> Iterator[str]:
        if key.bounds and key.bounds.high < _ANY_NUMBER:
            yield self.say(_("{low} to {high}")).format(low=f"{key.bounds.low:g}", high=f"{key.bounds.high:g}")
        if key.longest:
            yield self.say(_("at most {n} characters")).format(n=key.longest)
        if key.absent not in _NOTHING:
            yield self.say(_("left out: {value}")).format(value=f"`{_written(key.absent)}`")

    def _choices(self, key: Key) -> list[str]:
        return [self._choice(choice) for choice in key.choices or ()]

    def _choice(self, choice: StrEnum) -> str:
        label = LABELS.get(type(choice), {}).get(choice)
        # Of a figure's exactness the label has room for the figure.
        return f"`{choice}` {self.say(label).format(value='…')}" if label else f"`{choice}`"

    def _link(self, model: type[Group]) -> str:
        kind = _kind_of(model)
        label = KIND_LABELS[kind.name] if kind else GROUPS[model].label
        return f"[{self.say(label)}](#{_anchor(model)})"

    def _table(self, head: tuple[str, ...], rows: Iterable[str]) -> str:
        said = " | ".join(self.say(cell) for cell in head)
        return "\n".join([f"| {said} |", "|---" * len(head) + "|", *rows])


def _written(value: object) -> str:
    """A value as a file has it."""
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def _example(example: Example) -> str:
    language = "markdown" if example.file.endswith(".md") else "yaml"
    return f"`{example.file}`:\n\n```{language}\n{example.text}```"
