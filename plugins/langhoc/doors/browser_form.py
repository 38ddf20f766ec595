"""The browser form's configuration, made from the model: Sveltia CMS's, as data for JSON.

The form writes keys in the order of its fields, so that they stand in the order of `doors.keys`; every key has a
field, for what has none would go to a file's end. What nobody should touch is hidden, and stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale

from langhoc.doors.form_place import LISTS
from langhoc.doors.keys import Key, Takes, keys, parts_of
from langhoc.i18n import Message, Translate
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
    Editing,
    Enrolment,
    Figure,
    GitHost,
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
from langhoc.model.scalars import ID_LENGTH, ID_PATTERN
from langhoc.phrases import KIND_LABELS, KIND_PLURALS, LABELS
from langhoc.phrases.fields import GROUPS, KIND_HINTS, field_of

Field = dict[str, Any]

# Those that a newcomer writes first; then what others keep, and what stands in lists.
_ORDER = (
    "offer", "centre", "story", "event", "library", "classroom", "programme", "organisation", "resource", "model",
    "indicator",
)  # fmt: skip

# An example is for who makes a catalogue to learn from. (Former ids, for who renames a file, are hidden by form.css: a
# hidden field holds no list.)
_HIDDEN = {"sample"}

# Of Material Symbols: theme/editing/renew.py puts these into the font.
ICONS = {
    "centre": "location_home",
    "library": "local_library",
    "classroom": "cast_for_education",
    "offer": "school",
    "event": "event",
    "story": "auto_stories",
    "programme": "flag",
    "organisation": "groups",
    "model": "workspace_premium",
    "resource": "menu_book",
    "indicator": "bar_chart",
    LISTS: "list",
    "area": "map",
    "topic": "sell",
    "audience": "diversity_3",
}

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
_LARGEST = 1280
_BODY = "body"


def form_config(settings: Settings, language: str, say: Translate, in_folders: Collection[str] = ()) -> dict[str, Any]:
    """The form for a catalogue with `settings.editing`, its words in `language`.

    `in_folders` names the kinds of which some records lie in folders below the kind's own: only there one chooses.
    """
    assert settings.editing is not None
    form = _Form(settings, settings.editing, language, say, frozenset(in_folders))
    return form.config()


@dataclass(frozen=True, slots=True)
class _Form:
    settings: Settings
    editing: Editing
    language: str
    say: Translate
    in_folders: frozenset[str]

    def config(self) -> dict[str, Any]:
        kinds = [KINDS[name] for name in _ORDER]
        return {
            "load_config_file": False,
            "backend": self._backend(),
            "publish_mode": "editorial_workflow",
            "app_title": self.settings.title.said(self.language).text,
            "issue_reports": {
                "url": f"{_site_of(self.editing)}/{self.editing.repository}/{_ISSUES[self.editing.host]}"
            },
            "show_preview_links": False,
            "editor": {"preview": False},
            "media_folder": self._path("media"),
            "public_folder": "/",
            "media_libraries": {"default": {"config": _pictures_taken()}, "stock_assets": {"providers": []}},
            "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": ID_LENGTH},
            "output": {"omit_empty_optional_fields": True},
            "collections": [*map(self._records, kinds), {"divider": True}, self._lists(), *self._either()],
        }

    # The Git host

    def _backend(self) -> dict[str, Any]:
        made = {"name": self.editing.host.value, "repo": self.editing.repository, "branch": self.editing.branch}
        ways = {"auth_methods": ["oauth", "token"] if self.editing.has_click else ["token"]}
        return {**made, **ways, **self._own_server(), **self._click(), "commit_messages": self._messages()}

    def _own_server(self) -> dict[str, Any]:
        if not self.editing.server:
            return {}
        return {"api_root": self.editing.server.rstrip("/") + _API_PATHS[self.editing.host]}

    def _click(self) -> dict[str, Any]:
        editing = self.editing
        if editing.host is GitHost.GITHUB:
            service = {"base_url": editing.sign_in.rstrip("/")} if editing.sign_in else {}
            return {**service, "open_authoring": True, "auth_scope": "public_repo"} if editing.forks else service
        server = {"base_url": editing.server.rstrip("/")} if editing.server else {}
        return {**server, "auth_type": "pkce", "app_id": editing.application} if editing.application else server

    def _messages(self) -> dict[str, str]:
        file, path = "{{slug}}", "{{path}}"
        return {
            "create": self._said(_("Add {kind}: {file}"), kind="{{collection}}", file=file),
            "update": self._said(_("Edit {kind}: {file}"), kind="{{collection}}", file=file),
            "delete": self._said(_("Delete {kind}: {file}"), kind="{{collection}}", file=file),
            "uploadMedia": self._said(_("Add file: {file}"), file=path),
            "deleteMedia": self._said(_("Delete file: {file}"), file=path),
        }

    # Collections

    def _records(self, kind: Kind) -> dict[str, Any]:
        """The records of a kind, one a file."""
        made = {
            "name": kind.folder,
            "label": self.say(KIND_PLURALS[kind.name]),
            "label_singular": self.say(KIND_LABELS[kind.name]),
            "icon": ICONS[kind.name],
            "description": self.say(KIND_HINTS[kind.name]),
            **self._files(kind),
            "folder": self._path(kind.folder),
            "create": True,
            # What is gone says so (lifecycle, consent): others may name it.
            "delete": False,
            "slug": self._slug(),
            "sortable_fields": {"fields": [self._title(), "checked_on"], "default": {"field": self._title()}},
            "thumbnail": False,
            "fields": self._story_fields(kind) if kind.ending == ".md" else self._fields(kind.model, _without_id(kind)),
        }
        nested = {"nested": {"subfolders": False}, "meta": {"path": {}}} if kind.name in self.in_folders else {}
        return made | nested

    def _files(self, kind: Kind) -> dict[str, Any]:
        """How a record of the kind is found and written."""
        is_text = kind.ending == ".md"
        return {
            "extension": kind.ending.removeprefix("."),
            "format": "yaml-frontmatter" if is_text else "yaml",
            **({"body_field": {"key": _BODY}} if is_text else {}),
            "identifier_field": self._title(),
            "summary": f"{{{{{self._title()}}}}}",
        }

    def _slug(self) -> dict[str, Any]:
        """A new record's file is named after its title. To rename it later would leave others naming what is gone."""
        return {"template": f"{{{{{self._title()}}}}}", "editable": False}

    def _lists(self) -> dict[str, Any]:
        """Kinds whose records stand in one file each."""
        files = [self._list(kind) for kind in KINDS.values() if kind.is_list]
        return {"name": LISTS, "label": self.say(_("Lists")), "icon": ICONS[LISTS], "files": files}

    def _list(self, kind: Kind) -> dict[str, Any]:
        record = {
            "name": kind.folder,
            "label": self.say(KIND_PLURALS[kind.name]),
            "label_singular": self.say(KIND_LABELS[kind.name]),
            "hint": self.say(KIND_HINTS[kind.name]),
            "widget": "list",
            "root": True,
            "collapsed": True,
            "allow_reorder": False,
            "summary": f"{{{{{self._title()}}}}}",
            "fields": self._fields(kind.model, keys(kind.model)),
        }
        made = {"name": kind.folder, "label": self.say(KIND_PLURALS[kind.name]), "icon": ICONS[kind.name]}
        return made | {"file": self._path(f"{kind.folder}.yml"), "format": "yaml", "fields": [record]}

    def _either(self) -> Iterator[dict[str, Any]]:
        """What a reference chooses from that may name one of several kinds: seen nowhere else."""
        models = [part for kind in KINDS.values() for part in (kind.model, *parts_of(kind.model))]
        several = dict.fromkeys(key.kinds for model in models for key in keys(model) if len(key.kinds) > 1)
        for name, kinds in dict.fromkeys((_together(kinds), _in_files(kinds)) for kinds in several):
            yield {
                "name": name,
                "hide": True,
                "create": False,
                "delete": False,
                "folder": self._path(f"{{{','.join(kind.folder for kind in kinds)}}}"),
                **self._files(kinds[0]),
                "nested": {"subfolders": False},
                "fields": [self._field(kinds[0].model, key) for key in keys(kinds[0].model) if key.name == "title"],
            }

    # Fields

    def _fields(self, model: type[Group], wanted: Collection[Key]) -> list[Field]:
        return [self._field(model, key) for key in wanted]

    def _field(self, model: type[Group], key: Key) -> Field:
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
        made: Field = {"fields": self._fields(key.part, keys(key.part)), "collapsed": "auto", **line}
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
            return _prose()
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
        title = self._title()
        lists = [KINDS[name].folder for name in key.kinds if KINDS[name].is_list]
        if len(key.kinds) == 1 and lists:
            (name,) = lists
            chosen = {"collection": LISTS, "file": name, "value_field": f"{name}.*.id"}
            shown = f"{name}.*.{title}"
        else:
            chosen = {"collection": _together(key.kinds), "value_field": "{{slug}}"}
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
        return {**made, "choose_url": False, "media_folder": f"/{self._path('media')}", "public_folder": ""}

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

    def _story_fields(self, kind: Kind) -> list[Field]:
        """Of a kind whose description in the first language is what stands below the front matter."""
        fields: list[Field] = []
        for key in _without_id(kind):
            made = self._field(kind.model, key)
            if key.name != "description":
                fields.append(made)
                continue
            _first, *others = made["fields"]
            hint = self.say(
                _("What happened, one paragraph after the other. A child is called by the given name only.")
            )
            fields.append({"name": _BODY, "label": made["label"], "hint": hint, "required": True, **_prose()})
            if others:
                line = {"summary": f"{{{{{others[0]['name']} | truncate(60)}}}}"}
                label = {"label": self.say(_("The story in other languages"))}
                hint = self.say(_("Only where somebody has translated it."))
                fields.append({**made, **label, **line, "hint": hint, "fields": others})
        return fields

    def _title(self) -> str:
        return f"title.{self.settings.languages[0]}"

    def _path(self, name: str) -> str:
        folder = f"{self.editing.folder}/" if self.editing.folder else ""
        return f"{folder}data/{name}"

    def _said(self, message: str, **params: object) -> str:
        return Message(message, params).said(self.say)


_PLAIN: Field = {"widget": "string"}
_CHOSEN = {Takes.CHOICE, Takes.YES_NO, Takes.REFERENCE}
# One field of these takes several values.
_SEVERAL_AT_ONCE = {Takes.CHOICE, Takes.REFERENCE}

_MAKERS: Mapping[Takes, Callable[[_Form, Key], Field]] = {
    Takes.WORD: lambda form, key: _PLAIN,
    Takes.CHOICE: _Form._choice,
    Takes.YES_NO: _Form._yes_no,
    Takes.DAY: lambda form, key: {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
    Takes.PERIOD: _Form._period,
    Takes.TIME: lambda form, key: {"widget": "datetime", "type": "time", "format": "HH:mm"},
    Takes.WHOLE_NUMBER: _Form._number,
    Takes.DECIMAL: _Form._number,
    Takes.PHONE: _Form._phone,
    Takes.URL: _Form._url,
    Takes.EMAIL: lambda form, key: {"widget": "string", "type": "email"},
    Takes.ID: _Form._id,
    Takes.REFERENCE: _Form._reference,
    Takes.FILE: _Form._file,
}

_API_PATHS = {GitHost.GITHUB: "/api/v3", GitHost.GITLAB: "/api/v4"}
_ISSUES = {GitHost.GITHUB: "issues/new", GitHost.GITLAB: "-/issues/new"}
_HOSTS = {GitHost.GITHUB: "https://github.com", GitHost.GITLAB: "https://gitlab.com"}
_APIS = {GitHost.GITHUB: "https://api.github.com", GitHost.GITLAB: "https://gitlab.com"}


def _site_of(editing: Editing) -> str:
    return editing.server.rstrip("/") if editing.server else _HOSTS[editing.host]


def asked_host(editing: Editing) -> str:
    """The one other host that the form talks to."""
    return editing.server.rstrip("/") if editing.server else _APIS[editing.host]


def _without_id(kind: Kind) -> tuple[Key, ...]:
    """The keys in the record's file: of a record of its own, the id is the file's name."""
    return tuple(key for key in keys(kind.model) if key.name != "id")


def _in_files(kinds: Collection[str]) -> tuple[Kind, ...]:
    return tuple(KINDS[name] for name in kinds if not KINDS[name].is_list)


def _together(kinds: Collection[str]) -> str:
    """The name of the collection that a reference to one of `kinds` chooses from."""
    return "-or-".join(kind.folder for kind in _in_files(kinds))


def _prose() -> Field:
    """A text with paragraphs, in Markdown."""
    return {"widget": "markdown", "buttons": _TEXT_BUTTONS, "editor_components": [], "minimal": True}


def _pictures_taken() -> dict[str, Any]:
    """Made small, and with nothing in them that tells where they were taken."""
    smaller = {"format": "webp", "quality": 80, "width": _LARGEST, "height": _LARGEST}
    return {"slugify_filename": True, "max_file_size": 20_000_000, "transformations": {"raster_image": smaller}}
