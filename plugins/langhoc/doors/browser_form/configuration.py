"""The browser form's configuration, made from the model: Sveltia CMS's, as data for JSON.

The form writes keys in the order of its fields, so that they stand in the order of `doors.keys`; every key has a
field, for what has none would go to a file's end. What nobody should touch is hidden, and stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from langhoc.doors.browser_form.fields import Field, Fields, in_files, prose, together
from langhoc.doors.browser_form.git_host import backend, new_issue, path_in
from langhoc.doors.browser_form.place import LISTS
from langhoc.doors.keys import Key, keys, parts_of
from langhoc.i18n import Translate
from langhoc.i18n import mark as _
from langhoc.model import KINDS, Editing, Kind, Settings
from langhoc.model.scalars import ID_LENGTH
from langhoc.phrases import KIND_LABELS, KIND_PLURALS
from langhoc.phrases.fields import KIND_HINTS

# Those that a newcomer writes first; then what others keep, and what stands in lists.
_ORDER = (
    "offer", "centre", "story", "event", "library", "classroom", "programme", "organisation", "resource", "model",
    "indicator",
)  # fmt: skip

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

_LARGEST = 1280
_BODY = "body"


def form_config(settings: Settings, language: str, say: Translate, in_folders: Collection[str] = ()) -> dict[str, Any]:
    """The form for a catalogue with `settings.editing`, its words in `language`.

    `in_folders` names the kinds of which some records lie in folders below the kind's own: only there one chooses.
    """
    assert settings.editing is not None
    fields = Fields(settings, language, say)
    form = _Form(settings, settings.editing, language, say, frozenset(in_folders), fields)
    return form.config()


@dataclass(frozen=True, slots=True)
class _Form:
    settings: Settings
    editing: Editing
    language: str
    say: Translate
    in_folders: frozenset[str]
    fields: Fields

    def config(self) -> dict[str, Any]:
        kinds = [KINDS[name] for name in _ORDER]
        return {
            "load_config_file": False,
            "backend": backend(self.editing, self.say),
            "publish_mode": "editorial_workflow",
            "app_title": self.settings.title.said(self.language).text,
            "issue_reports": {"url": new_issue(self.editing)},
            "show_preview_links": False,
            "editor": {"preview": False},
            "media_folder": path_in(self.editing, "media"),
            "public_folder": "/",
            "media_libraries": {"default": {"config": _pictures_taken()}, "stock_assets": {"providers": []}},
            "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": ID_LENGTH},
            "output": {"omit_empty_optional_fields": True},
            "collections": [*map(self._records, kinds), {"divider": True}, self._lists(), *self._either()],
        }

    def _records(self, kind: Kind) -> dict[str, Any]:
        """The records of a kind, one a file."""
        made = {
            "name": kind.folder,
            "label": self.say(KIND_PLURALS[kind.name]),
            "label_singular": self.say(KIND_LABELS[kind.name]),
            "icon": ICONS[kind.name],
            "description": self.say(KIND_HINTS[kind.name]),
            **self._files(kind),
            "folder": path_in(self.editing, kind.folder),
            "create": True,
            # What is gone says so (lifecycle, consent): others may name it.
            "delete": False,
            "slug": self._slug(),
            "sortable_fields": {"fields": [self.fields.title, "checked_on"], "default": {"field": self.fields.title}},
            "thumbnail": False,
            "fields": self._fields(kind),
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
            "identifier_field": self.fields.title,
            "summary": f"{{{{{self.fields.title}}}}}",
        }

    def _slug(self) -> dict[str, Any]:
        """A new record's file is named after its title. To rename it later would leave others naming what is gone."""
        return {"template": f"{{{{{self.fields.title}}}}}", "editable": False}

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
            "summary": f"{{{{{self.fields.title}}}}}",
            "fields": self.fields.of_model(kind.model, keys(kind.model)),
        }
        made = {"name": kind.folder, "label": self.say(KIND_PLURALS[kind.name]), "icon": ICONS[kind.name]}
        return made | {"file": path_in(self.editing, f"{kind.folder}.yml"), "format": "yaml", "fields": [record]}

    def _either(self) -> Iterator[dict[str, Any]]:
        """What a reference chooses from that may name one of several kinds: seen nowhere else."""
        models = [part for kind in KINDS.values() for part in (kind.model, *parts_of(kind.model))]
        several = dict.fromkeys(key.kinds for model in models for key in keys(model) if len(key.kinds) > 1)
        title = next(key for key in keys(KINDS["centre"].model) if key.name == "title")
        for name, kinds in dict.fromkeys((together(kinds), in_files(kinds)) for kinds in several):
            yield {
                "name": name,
                "hide": True,
                "create": False,
                "delete": False,
                "folder": path_in(self.editing, f"{{{','.join(kind.folder for kind in kinds)}}}"),
                **self._files(kinds[0]),
                "nested": {"subfolders": False},
                "fields": [self.fields.of_key(kinds[0].model, title)],
            }

    def _fields(self, kind: Kind) -> list[Field]:
        if kind.ending == ".md":
            return self._story_fields(kind)
        return self.fields.of_model(kind.model, _without_id(kind))

    def _story_fields(self, kind: Kind) -> list[Field]:
        """Of a kind whose description in the first language is what stands below the front matter."""
        fields: list[Field] = []
        for key in _without_id(kind):
            made = self.fields.of_key(kind.model, key)
            if key.name != "description":
                fields.append(made)
                continue
            _first, *others = made["fields"]
            hint = self.say(
                _("What happened, one paragraph after the other. A child is called by the given name only.")
            )
            fields.append({"name": _BODY, "label": made["label"], "hint": hint, "required": True, **prose()})
            if others:
                line = {"summary": f"{{{{{others[0]['name']} | truncate(60)}}}}"}
                label = {"label": self.say(_("The story in other languages"))}
                hint = self.say(_("Only where somebody has translated it."))
                fields.append({**made, **label, **line, "hint": hint, "fields": others})
        return fields


def _without_id(kind: Kind) -> tuple[Key, ...]:
    """The keys in the record's file: of a record of its own, the id is the file's name."""
    return tuple(key for key in keys(kind.model) if key.name != "id")


def _pictures_taken() -> dict[str, Any]:
    """Made small, and with nothing in them that tells where they were taken."""
    smaller = {"format": "webp", "quality": 80, "width": _LARGEST, "height": _LARGEST}
    return {"slugify_filename": True, "max_file_size": 20_000_000, "transformations": {"raster_image": smaller}}
