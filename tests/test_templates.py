"""What is written into pages: escaped where it is not HTML, and by macros that are plain functions."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError, UndefinedError
from markupsafe import Markup, escape

from langhoc.cache import Cache
from langhoc.phrases import Phrases
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.markup import shown, written
from langhoc.site.templates import Compiled, Templates, environment, templates
from langhoc.site.urls import quoted

COMPONENTS = {
    "components/icon.html": "{% macro icon(name) -%}<i>{{ name }}</i>{%- endmacro %}",
    "components/card.html": "{% macro card(card, level=3) -%}<h{{ level }}>{{ card }}</h{{ level }}>{%- endmacro %}",
    "components/contact.html": "{% macro contact(contact) -%}{{ contact }}{%- endmacro %}",
    "components/bold.html": "{% macro bold(words, kind='') -%}<b{{ kind }}>{{ words }}</b>{%- endmacro %}",
}

Theme = Callable[[str], Environment]


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    """The environment of a theme whose one body is the given one."""

    def make(body: str) -> Environment:
        for path, text in {**COMPONENTS, "bodies/one.html": body}.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return environment(tmp_path, Phrases("vi"), Compiled(Cache(None), b""))

    return make


def rendered(env: Environment, **values: object) -> str:
    return env.get_template("bodies/one.html").render(values)


def test_texts_are_escaped_once(theme: Theme) -> None:
    """Also those that go through a macro, or through one that keeps what it made."""
    env = theme("{{ text }} {{ html }} {{ bold(text) }} {{ bold(bold(html)) }} {{ text | card(2) }}")
    assert rendered(env, text="<&>", html=Markup("<i>")) == (
        "&lt;&amp;&gt; <i> <b>&lt;&amp;&gt;</b> <b><b><i></b></b> <h2>&lt;&amp;&gt;</h2>"
    )


def test_a_sentence_is_said_in_the_language(theme: Theme) -> None:
    assert rendered(theme("{{ _('Free') }} {{ 'pin' | icon }}")) == "Miễn phí <i>pin</i>"


def test_what_is_left_out_is_told(theme: Theme) -> None:
    """A name that nobody gives, and an argument that a macro cannot do without."""
    with pytest.raises(UndefinedError, match="text"):
        rendered(theme("{{ bold(text) }}"))
    with pytest.raises(UndefinedError, match="words"):
        rendered(theme("{{ bold() }}"))


def test_a_macro_takes_no_argument_by_its_name(theme: Theme) -> None:
    """It would be lost: so it is told before a page is made."""
    with pytest.raises(TemplateSyntaxError, match="in their order"):
        rendered(theme("{{ bold('x', kind='y') }}"))


@given(st.one_of(st.text(), st.text().map(Markup), st.integers()))
def test_what_is_written_is_what_markupsafe_writes(value: object) -> None:
    assert written(value) == shown(value) == escape(value)
    assert type(shown(value)) is Markup


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_address_is_quoted_as_any(path: str) -> None:
    assert quoted(path) == quote(path)


# What was compiled is kept


Load = Callable[[], tuple[Templates, int]]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a user's programs keep what they can make again."""
    monkeypatch.setattr("langhoc.site.templates.user_cache_dir", lambda *_, **__: str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def load(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads the theme's templates as another run does; tells how many were compiled."""
    compiled = []
    compile_one = Environment.compile
    monkeypatch.setattr(Environment, "compile", lambda *given: compiled.append(given) or compile_one(*given))
    theme = tmp_path / "theme"
    shutil.copytree(theme_dir(), theme)

    def run() -> tuple[Templates, int]:
        compiled.clear()
        templates.cache_clear()
        return templates(theme, Assets(theme).digest, ("vi", "en")), len(compiled)

    return run


def icon(made: Templates) -> str:
    """What a page shows that has nothing but an icon in it."""
    return made["en"].from_string("{{ icon('pin') }}").render()


def test_no_template_is_compiled_twice(load: Load) -> None:
    """Neither for another language nor in the next run, and what is shown is the same."""
    first, compiled = load()
    assert compiled == len(set(first["vi"].cache)) > 20  # type: ignore[arg-type]
    second, again = load()
    assert again == 0
    assert icon(first) == icon(second) != ""


def test_another_theme_is_compiled_anew(load: Load, tmp_path: Path) -> None:
    """What one template shows of another may be compiled into it."""
    _first, compiled = load()
    (tmp_path / "theme/components/icon.html").write_text(COMPONENTS["components/icon.html"], encoding="utf-8")
    made, again = load()
    assert again == compiled
    assert icon(made) == "<i>pin</i>"


def spoil_values(file: Path) -> None:
    """Bytes that Python would run."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT key, value FROM entry").fetchall()
        connection.executemany("UPDATE entry SET value = ? WHERE key = ?", [(v[:-9] + bytes(9), k) for k, v in rows])
    connection.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "values": spoil_values,
    "the file": lambda file: file.write_bytes(b"no database" * 999),
    "all of it": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_compiled_anew(load: Load, kept: Path, damage: Callable[[Path], object]) -> None:
    """And is kept again."""
    first, compiled = load()
    damage(kept / "templates.sqlite")
    second, again = load()
    assert again == compiled
    assert icon(first) == icon(second)
    assert load()[1] == 0


def test_where_nothing_can_be_kept_all_is_compiled_once(load: Load, kept: Path) -> None:
    kept.write_text("a file in the folder's place", encoding="utf-8")
    first, compiled = load()
    second, again = load()
    assert again == compiled == len(set(first["vi"].cache))  # type: ignore[arg-type]
    assert icon(first) == icon(second)
