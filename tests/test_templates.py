"""What is written into pages: escaped where it is not HTML, and by macros that are plain functions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError, UndefinedError
from markupsafe import Markup, escape

from langhoc.phrases import Phrases
from langhoc.site.markup import shown, written
from langhoc.site.templates import environment
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
        return environment(tmp_path, Phrases("vi"), {})

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
