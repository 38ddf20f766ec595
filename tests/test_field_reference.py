"""The reference of fields is as the model has it, says something of every key, and its examples are records."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from tests.conftest import Check, WriteFiles

from langhoc.doors import EXAMPLES, keys, parts_of
from langhoc.model import KINDS, Settings
from langhoc.model.group import Group
from langhoc.phrases import LABELS
from langhoc.phrases.fields import FIELDS, GROUPS, KIND_HINTS, field_of

TOP = Path(__file__).parent.parent
SCRIPT = TOP / "docs" / "reference" / "make_field_pages.py"
KIND_MODELS = [kind.model for kind in KINDS.values()]
PARTS = list(dict.fromkeys(part for model in [*KIND_MODELS, Settings] for part in parts_of(model)))
MODELS = [*KIND_MODELS, Settings, *PARTS]

# The kinds whose examples CONTRIBUTING gives to copy.
DOCUMENTS = ("CONTRIBUTING.md", "CONTRIBUTING.vi.md")
TEMPLATES = ("centre", "offer", "event", "story")


def test_the_pages_are_fresh() -> None:
    """Both pages say what the model, its labels and its examples say today."""
    fresh = runpy.run_path(str(SCRIPT))["pages"]()
    stale = [name for name, text in fresh.items() if (SCRIPT.parent / name).read_text(encoding="utf-8") != text]
    assert not stale, "run: python docs/reference/make_field_pages.py"


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_every_key_has_a_label_and_a_hint(model: type[Group]) -> None:
    """A key that is added to the model is refused until somebody says what is written there."""
    for key in keys(model):
        field = field_of(model, key.name)
        assert field.label
        assert field.hint.endswith((".", "?", "…"))


def test_nothing_is_said_of_keys_that_are_no_more() -> None:
    """Labels, groups and kinds are those of the model: what was deleted there is deleted here."""
    bases = {base for model in MODELS for base in model.__mro__}
    assert set(FIELDS) <= bases
    stray = [(model.__name__, key) for model, said in FIELDS.items() for key in said if key not in _names(model)]
    assert stray == []
    assert set(PARTS) <= set(GROUPS) <= bases
    assert set(KIND_HINTS) == set(KINDS)


def _names(model: type) -> set[str]:
    assert issubclass(model, Group)
    return {key.name for key in keys(model)}


def _examples() -> dict[str, str | bytes]:
    return {example.file.removeprefix("data/"): example.text for example in EXAMPLES.values()}


def test_the_examples_are_a_catalogue_without_a_fault(write_files: WriteFiles, checked: Check) -> None:
    """One of each kind; they name each other, and there is nothing to be told of them, not even a warning."""
    assert set(EXAMPLES) == set(KINDS)
    assert checked(write_files(_examples())).problems == ()


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("kind", TEMPLATES)
def test_what_is_given_to_copy_is_an_example(document: str, kind: str) -> None:
    """A template of CONTRIBUTING is letter for letter the example of its kind, and names its file."""
    text = (TOP / document).read_text(encoding="utf-8")
    language = "markdown" if kind == "story" else "yaml"
    assert f"```{language}\n{EXAMPLES[kind].text}```" in text
    assert Path(EXAMPLES[kind].file).name in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_change_that_is_shown_can_be_written(document: str, write_files: WriteFiles, checked: Check) -> None:
    """The sessions of CONTRIBUTING, with a cancelled day, take the place of those of the example."""
    text = (TOP / document).read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(sessions:\n.*?)```", text, re.DOTALL)
    offer, count = re.subn(r"sessions:\n(?: .*\n)+", lambda _match: shown[0], EXAMPLES["offer"].text)
    assert (len(shown), count) == (1, 1)
    name = EXAMPLES["offer"].file.removeprefix("data/")
    assert checked(write_files({**_examples(), name: offer})).problems == ()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_choice_has_a_name_in_words(model: type[Group]) -> None:
    """Sheets, forms and questions show names; the words of files are for files."""
    for key in keys(model):
        for choice in key.choices or ():
            assert choice in LABELS[key.choices], f"{key.name}: {choice}"
