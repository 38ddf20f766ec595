"""Keys of the model -> the fields of the browser form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale

from langhoc.doors.browser_form.git_host import path_in
from langhoc.doors.browser_form.place import LISTS
from langhoc.doors.keys import Key, Takes, keys
from langhoc.i18n import Translate
from langhoc.i18n import mark as _
from langhoc.model import (
    KINDS,
    Ages,
    Alert,
    Application,
    Borrowing,
    Certificate,
    Change,
    Closure,
    Consent,
    Contact,
    Cost,
    Criterion,
    Enrolment,
    Figure,
    Hours,
    Kind,
    Lifecycle,
    Location,
    Milestone,
    ModelLevel,
    Opening,
    Picture,
    Recognition,
    Recording,
    ResourceFile,
    Route,
    Session,
    Settings,
    Source,
    Stop,
    Story,
    Survey,
)
from langhoc.model.group import Group
from langhoc.model.scalars import ID_PATTERN
from langhoc.phrases import LABELS
from langhoc.phrases.fields import GROUPS, field_of

Field = dict[str, Any]

# An example is for who makes a catalogue to learn from. (Former ids, for who renames a file, are hidden by form.css: a
# hidden field holds no list.)
_HIDDEN = {"sample"}

# What the model asks for only together with other keys, and no record does without.
_NEEDED = {(Story, "basis")}

# What the line of a folded group says: keys, texts of them in the catalogue's first language, and signs between.
_LINES: Mapping[type[Group], str] = {
    Ages: "from – to",
    Alert: "text",
    Application: "who – deadline",
    Borrowing: "card note",
    Certificate: "name",
    Change: "date state",
    Closure: "from – to reason",
    Consent: "given_on by",
    Contact: "role phone email",
    Cost: "amount unit note",
    Criterion: "text",
    Enrolment: "state opens – closes",
    Figure: "when : value text scope",
    Hours: "basis note",
    Lifecycle: "state",
    Location: "latitude , longitude",
    Milestone: "when : text",
    ModelLevel: "title",
    Opening: "days : opens – closes",
    Picture: "file",
    Recognition: "year : area organisation",
    Recording: "file",
    ResourceFile: "title path url",
    Route: "open_to",
    Session: "days dates : from – to",
    Source: "title",
    Stop: "days dates : from – to place where",
    Survey: "date : finding",
}

_PERIOD = r"^\d{4}(-\d{2}(-\d{2})?|/\d{4})?$"
_URL = r"^https?://\S+$"
_PHONE = r"^[0-9+][0-9 .()+-]{1,20}$"

# No count is larger: a bound against slips of the hand, of which a form need not speak.
_ANY_NUMBER = 10**12

_TEXT_BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a catalogue's form, their words in `language`."""

    settings: Settings
    language: str
    say: Translate

    @property
    def title(self) -> str:
        """The name of the field of a record's title."""
        return f"title.{self.settings.languages[0]}"

    @property
    def media(self) -> str:
        """The folder of pictures and recordings in the repository."""
        assert self.settings.editing is not None
        return path_in(self.settings.editing, "media")

    def of_model(self, model: type[Group], wanted: Collection[Key]) -> list[Field]:
        return [self.of_key(model, key) for key in wanted]

    def of_key(self, model: type[Group], key: Key) -> Field:
        if key.name in _HIDDEN:
            return {"name": key.name, "widget": "hidden"}
        said = field_of(model, key.name)
        is_needed = key.required or (model, key.name) in _NEEDED
        made = {"name": key.name, "label": self.say(said.label), "required": is_needed}
        # A choice says by itself what may be chosen; its hint tells of the file.
        hint = {} if key.takes in _CHOSEN else {"hint": self.say(said.hint)}
        return made | hint | self._widget(key)

    def _widget(self, key: Key) -> Field:
        if key.takes is Takes.GROUP:
            return self._group(key)
        if key.takes is Takes.TEXT:
            return self._texts(key)
        made = _MAKERS[key.takes](self, key)
        if not key.several or key.takes in _SEVERAL_AT_ONCE:
            return made
        one_more = {"widget": "list", "label_singular": self.say(_("line"))}
        if made == _PLAIN:
            return one_more
        return {**one_more, "field": {"name": "one", "label": self.say(_("Line")), "required": True, **made}}

    def _group(self, key: Key) -> Field:
        assert key.part is not None
        line = {"summary": self._line(key.part)}
        made: Field = {"fields": self.of_model(key.part, keys(key.part)), "collapsed": "auto", **line}
        if not key.several:
            return {"widget": "object", **made}
        return {"widget": "list", "label_singular": self.say(GROUPS[key.part].label), **made}

    def _line(self, part: type[Group]) -> str:
        """What stands for a folded group, as a template of the form's."""
        texts = {key.name: f"{key.name}.{self.settings.languages[0]}" for key in keys(part) if key.takes is Takes.TEXT}
        names = {key.name for key in keys(part)}
        steps = (f"{{{{{texts.get(step, step)}}}}}" if step in names else step for step in _LINES[part].split())
        return " ".join(steps).replace(" :", ":").replace(" ,", ",")

    def _texts(self, key: Key) -> Field:
        """A text, or several, in each language of the catalogue."""
        kind = self._text_kind(key)
        inner = [
            {
                "name": code,
                "label": self._name_of(code),
                "required": key.required and code == self.settings.languages[0],
                **kind,
            }
            for code in self.settings.languages
        ]
        line = f"{{{{{inner[0]['name']}}}}}"
        if key.several:
            said = {"label_singular": self.say(_("line"))}
            return {"widget": "list", **said, "fields": inner, "summary": line, "collapsed": "auto"}
        return {"widget": "object", "fields": inner, "summary": f"{{{{{inner[0]['name']} | truncate(60)}}}}"} | (
            {} if key.required else {"collapsed": "auto"}
        )

    def _name_of(self, code: str) -> str:
        """What a language is called, as a label."""
        name = Locale(code).get_display_name(self.language) or code
        return name[:1].upper() + name[1:]

    def _text_kind(self, key: Key) -> Field:
        if key.name == "description":
            return prose()
        if key.longest or key.several:
            return {"widget": "string", **({"maxlength": key.longest} if key.longest else {})}
        return {"widget": "text"}

    def _choice(self, key: Key) -> Field:
        assert key.choices is not None
        labels = LABELS[key.choices]
        # What stands for a number among words, as in "about {value}".
        options = [{"label": self.say(labels[one]).replace("{value}", "…"), "value": one.value} for one in key.choices]
        return {"widget": "select", "options": options, "multiple": key.several}

    def _yes_no(self, key: Key) -> Field:
        options = [{"label": self.say(_("Yes")), "value": True}, {"label": self.say(_("No")), "value": False}]
        return {"widget": "select", "options": options}

    def _reference(self, key: Key) -> Field:
        """A picker; of what stands in a list, its ids are in the file."""
        title = self.title
        lists = [KINDS[name].folder for name in key.kinds if KINDS[name].is_list]
        if len(key.kinds) == 1 and lists:
            (name,) = lists
            chosen = {"collection": LISTS, "file": name, "value_field": f"{name}.*.id"}
            shown = f"{name}.*.{title}"
        else:
            chosen = {"collection": together(key.kinds), "value_field": "{{slug}}"}
            shown = title
        return {
            "widget": "relation",
            **chosen,
            "display_fields": [shown],
            "search_fields": [shown],
            "multiple": key.several,
            # More than these are searched by typing.
            "dropdown_threshold": 1,
        }

    def _number(self, key: Key) -> Field:
        whole = key.takes is Takes.WHOLE_NUMBER
        bounds = {"min": key.bounds.low, "max": key.bounds.high} if key.bounds else {}
        said = {name: bound for name, bound in bounds.items() if abs(bound) < _ANY_NUMBER}
        return {
            "widget": "number",
            "value_type": "int" if whole else "float",
            **said,
            **({} if whole else {"step": 0.1}),
        }

    def _file(self, key: Key) -> Field:
        assert key.media is not None
        is_picture = ".webp" in key.media.endings and ".pdf" not in key.media.endings
        made = {"widget": "image" if is_picture else "file", "accept": ",".join(key.media.endings)}
        return {**made, "choose_url": False, "media_folder": f"/{self.media}", "public_folder": ""}

    def _pattern(self, pattern: str, message: str) -> Field:
        return {"widget": "string", "pattern": [pattern, self.say(message)]}

    def _phone(self, key: Key) -> Field:
        return self._pattern(_PHONE, _("Digits, with spaces between them if you like."))

    def _url(self, key: Key) -> Field:
        return self._pattern(_URL, _("The address must begin with https:// or http://."))

    def _period(self, key: Key) -> Field:
        return self._pattern(
            _PERIOD, _("A year, a month as in 2026-11, a day as in 2026-11-21, or two years as in 2025/2026.")
        )

    def _id(self, key: Key) -> Field:
        return self._pattern(f"^{ID_PATTERN.pattern}$", _("Small letters without marks, digits and hyphens."))


_PLAIN: Field = {"widget": "string"}
_CHOSEN = {Takes.CHOICE, Takes.YES_NO, Takes.REFERENCE}
# One field of these takes several values.
_SEVERAL_AT_ONCE = {Takes.CHOICE, Takes.REFERENCE}

_MAKERS: Mapping[Takes, Callable[[Fields, Key], Field]] = {
    Takes.WORD: lambda form, key: _PLAIN,
    Takes.CHOICE: Fields._choice,
    Takes.YES_NO: Fields._yes_no,
    Takes.DAY: lambda form, key: {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
    Takes.PERIOD: Fields._period,
    Takes.TIME: lambda form, key: {"widget": "datetime", "type": "time", "format": "HH:mm"},
    Takes.WHOLE_NUMBER: Fields._number,
    Takes.DECIMAL: Fields._number,
    Takes.PHONE: Fields._phone,
    Takes.URL: Fields._url,
    Takes.EMAIL: lambda form, key: {"widget": "string", "type": "email"},
    Takes.ID: Fields._id,
    Takes.REFERENCE: Fields._reference,
    Takes.FILE: Fields._file,
}


def in_files(kinds: Collection[str]) -> tuple[Kind, ...]:
    return tuple(KINDS[name] for name in kinds if not KINDS[name].is_list)


def together(kinds: Collection[str]) -> str:
    """The name of the collection that a reference to one of `kinds` chooses from."""
    return "-or-".join(kind.folder for kind in in_files(kinds))


def prose() -> Field:
    """A text with paragraphs, in Markdown."""
    return {"widget": "markdown", "buttons": _TEXT_BUTTONS, "editor_components": [], "minimal": True}
