"""The browser form's configuration and files, and what switches it on. At work it is seen in tests/browser."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from tests.running import TODAY, new_catalogue

from langhoc.doors import keys
from langhoc.doors.browser_form.configuration import form_config
from langhoc.doors.browser_form.place import form_place
from langhoc.i18n import translator
from langhoc.mkdocs_plugin import run_mkdocs
from langhoc.model import KINDS, Settings
from langhoc.project import Project
from langhoc.site.assets import theme_dir
from langhoc.site.form_files import policy

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "node_modules" / "@sveltia" / "cms"
GITHUB = {"host": "github", "repository": "xa-mau/lang-hoc"}
GITLAB = {"host": "gitlab", "repository": "xa-mau/lop/lang-hoc"}


def settings(**editing: object) -> Settings:
    data = {"title": "Làng Học", "editing": editing or GITHUB}
    return Settings.model_validate(data, context={"languages": ("vi", "en")})


def config(language: str = "vi", in_folders: tuple[str, ...] = (), **editing: object) -> dict[str, Any]:
    return form_config(settings(**editing), language, translator(language), in_folders)


def collections(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in made["collections"] if "name" in one}


def fields_of(kind: str, made: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a record of the kind, in their order."""
    named = collections(made)
    if not KINDS[kind].is_list:
        return list(named[KINDS[kind].folder]["fields"])
    file = next(file for file in named["lists"]["files"] if file["name"] == KINDS[kind].folder)
    return list(file["fields"][0]["fields"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_every_kind_has_a_field(kind: str) -> None:
    """In the order in which keys are laid out: a key without a field would go to the file's end when it is saved."""
    kept = [key.name for key in keys(KINDS[kind].model) if KINDS[kind].is_list or key.name != "id"]
    # What stands below a story's front matter is its description in the first language.
    assert [field["name"] for field in fields_of(kind, config()) if field["name"] != "body"] == kept


def inner(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from inner(field.get("fields", []))


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_fills_it_in_reads_vietnamese(kind: str) -> None:
    """Labels, hints and choices: nothing is said in English, and each is there."""
    english = [field.get("label", "") for field in inner(fields_of(kind, config("en")))]
    for field, other in zip(inner(fields_of(kind, config())), english, strict=True):
        assert field["widget"] == "hidden" or field["label"]
        assert field["widget"] == "hidden" or field["label"] != other or other in {"Email", "E-mail", "Zalo"}, other
        for option in field.get("options", []):
            assert option["label"] != option["value"]


CONFIGURATIONS = (
    GITHUB,
    {**GITHUB, "branch": "nhap/mot", "folder": "danh-muc", "sign_in": "https://dang-nhap.example", "forks": "true"},
    {**GITHUB, "server": "https://git.example"},
    GITLAB,
    {**GITLAB, "server": "https://git.example/", "application": "0123abcd"},
)


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    """The one that comes with the form."""
    return Draft7Validator(json.loads((PACKAGE / "schema" / "sveltia-cms.json").read_text("utf-8")))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_form_takes_its_collections(schema: Draft7Validator, language: str) -> None:
    made = config(language, ("centre",), **GITHUB, folder="danh-muc")
    assert [error.message for error in schema.iter_errors(made)] == []


@pytest.mark.parametrize("editing", CONFIGURATIONS, ids=str)
def test_the_form_takes_its_host(schema: Draft7Validator, editing: dict[str, object]) -> None:
    """Of the collections only one, for these are the same whatever the host is."""
    made = config("en", **editing)
    made["collections"] = [one for one in made["collections"] if one.get("name") == "topics"] or made["collections"][:1]
    assert [error.message for error in schema.iter_errors(made)] == []


def test_how_one_signs_in_and_where_it_lies() -> None:
    """By a token always; by a click, on a host of one's own, from a fork, where the settings say so."""
    assert config()["backend"]["auth_methods"] == ["token"]
    github = config(**CONFIGURATIONS[1])
    assert github["backend"]["base_url"] == "https://dang-nhap.example"
    assert github["backend"]["open_authoring"] is True
    assert collections(github)["offers"]["folder"] == "danh-muc/data/offers"
    gitlab = config(**CONFIGURATIONS[4])["backend"]
    assert (gitlab["api_root"], gitlab["app_id"]) == ("https://git.example/api/v4", "0123abcd")
    assert (gitlab["auth_type"], gitlab["auth_methods"]) == ("pkce", ["oauth", "token"])


def test_folders_are_chosen_only_where_there_are_some() -> None:
    made = collections(config(in_folders=("centre",)))
    assert "nested" in made["centres"]
    assert "nested" not in made["offers"]


@pytest.mark.parametrize(
    ("editing", "host"),
    [
        (CONFIGURATIONS[0], "https://api.github.com"),
        (CONFIGURATIONS[2], "https://git.example"),
        (CONFIGURATIONS[3], "https://gitlab.com"),
        (CONFIGURATIONS[4], "https://git.example"),
    ],
)
def test_the_page_may_talk_to_the_git_host_alone(editing: dict[str, object], host: str) -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(settings(**editing).editing).split("; "))  # type: ignore[arg-type]
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"].split() == ["'self'", "data:", "blob:", host]
    addresses = re.findall(r"https?://\S+", " ".join(rules.values()))
    assert addresses == [host]


FAULTS = {
    "host: bitbucket\n  repository: a/b": 4,
    "host: github\n  repository: lang-hoc": 5,
    "host: github\n  repository: a/b/c": 5,
    "host: gitlab\n  repository: a b/c": 5,
    "host: github\n  repository: a/b\n  branch: -x": 6,
    "host: github\n  repository: a/b\n  folder: ../x": 6,
    "host: github\n  repository: a/b\n  server: http://git.example": 6,
    "host: github\n  repository: a/b\n  sign_in: https://git.example/auth": 6,
    "host: github\n  repository: a/b\n  application: x": 6,
    "host: gitlab\n  repository: a/b\n  forks: true": 6,
    "host: gitlab\n  repository: a/b\n  sign_in: https://git.example": 6,
    "repository: a/b": 4,
}


@pytest.mark.parametrize("written", FAULTS, ids=lambda text: " ".join(text.split()))
def test_what_cannot_work_is_refused_at_its_line(tmp_path: Path, written: str) -> None:
    folder = new_catalogue(tmp_path / "catalogue")
    file = folder / "data" / "catalogue.yml"
    file.write_text(f"title: Làng Học\nsummary: Nơi học.\nediting:\n  {written}\n", "utf-8")
    (problem,) = Project(folder, TODAY, use_cache=False).check().problems
    assert (problem.place.file, problem.place.line) == ("data/catalogue.yml", FAULTS[written])


def test_without_editing_there_is_no_form(tmp_path: Path) -> None:
    """And with it, the form has a page for each language; pages of residents load none of it."""
    folder = new_catalogue(tmp_path / "catalogue")
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    assert not (folder / "site" / "edit").exists()
    settings_file = folder / "data" / "catalogue.yml"
    written = "editing:\n  host: github\n  repository: xa-mau/lang-hoc\n"
    settings_file.write_text(settings_file.read_text("utf-8") + written, "utf-8")
    Project(folder, TODAY, use_cache=False).build(folder / "site", run_mkdocs)
    for page in (folder / "site").rglob("*.html"):
        html = page.read_text("utf-8")
        is_form = page.parent.name == "edit"
        assert ("sveltia" in html) == is_form, page
        assert is_form or "api.github.com" not in html, page
    place = folder / "site" / "centres" / "trung-tam-hoc-tap-cong-dong-xa-mau.html"
    address = form_place("centre", "data/centres/trung-tam-hoc-tap-cong-dong-xa-mau.yml")
    assert f'href="../edit/index.html{address}"' in place.read_text("utf-8")
    assert address == "#/collections/centres/entries/trung-tam-hoc-tap-cong-dong-xa-mau"


def test_the_form_is_the_packages_with_our_changes() -> None:
    """Nobody edits what lies in vendor/; another version of the package is looked at before it is taken."""
    script = runpy.run_path(str(theme_dir() / "editing" / "renew.py"))
    made = script["vendored"]()
    there = {path.name: path.read_bytes() for path in (theme_dir() / "editing" / "vendor").iterdir()}
    fonts = {name for name in made if name.endswith("symbols.woff2")}
    assert made.keys() == there.keys()
    assert [name for name in made.keys() - fonts if made[name] != there[name]] == []
    with pytest.raises(script["NoLongerFits"], match="Its fonts"):
        next(change for change in script["CHANGES"] if change.why.startswith("Its fonts")).made("something else")


def test_every_word_of_the_form_is_said_in_vietnamese() -> None:
    def flat(words: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
        for key, said in words.items():
            if isinstance(said, dict):
                yield from flat(said, f"{above}{key}.")
            else:
                yield above + key, said

    written = (theme_dir() / "editing" / "vendor" / "vi.js").read_text("utf-8")
    vietnamese = dict(flat(json.loads(written.partition("=")[2].rstrip(";\n"))["vi"]))
    english = dict(flat(json.loads((PACKAGE / "locales" / "en-US.json").read_text("utf-8"))))
    assert english.keys() - vietnamese.keys() == set()
    same = {key for key, said in english.items() if vietnamese[key] == said}
    # Names of formats and units are the same everywhere.
    assert {key for key in same if not key.startswith(("file_type_labels.", "file_size_units."))} == set()
    values = re.compile(r"\{\$\w+\}")
    for key, said in json.loads((theme_dir() / "editing" / "vi.json").read_text("utf-8")).items():
        assert set(values.findall(said)) == set(values.findall(english[key])), key
