"""The Jinja environment of one language, over the theme's templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from langhoc.i18n import mark as _
from langhoc.i18n import translations
from langhoc.phrases import Phrases
from langhoc.site.markup import safe, shown

# What the page for a lost address says in every language at once, so that `_` cannot say it.
LOST = {
    "lost": _("This page does not exist"),
    "lost_how": _("It was moved or deleted, or the address is misspelt."),
}


_CARDS_KEPT = 4096
_TRANSLATING = {"_", "gettext", "ngettext"}


Compiled = dict[tuple[str | None, str], CodeType]
"""What was compiled of a template, by its name and text: the same for all languages, and it takes long."""


class _Said(dict[str, Markup]):
    """What is said in a language, by the English sentence."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, sentence: str) -> Markup:
        self[sentence] = said = escape(self._phrases.say(sentence))
        return said


class _Generator(CodeGenerator):
    """Writes calls of `shown`: most of what a page shows was made safe before, and costs no second look."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A sentence is looked up, a macro called at once: but for what translates, none asks where it is called."""
        sentence = _sentence(node)
        if sentence is not None:
            self.write(f"environment.said[{sentence!r}]")
            return
        is_macro = isinstance(node.node, nodes.Name) and node.node.name not in _TRANSLATING
        if not is_macro or forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def _sentence(node: nodes.Call) -> str | None:
    """What a call of `_` with nothing but a sentence says."""
    is_plain = isinstance(node.node, nodes.Name) and node.node.name == "_" and len(node.args) == 1 and not node.kwargs
    said = node.args[0] if is_plain else None
    return said.value if isinstance(said, nodes.Const) and isinstance(said.value, str) else None


class _Environment(Environment):
    code_generator_class = _Generator

    shown = staticmethod(shown)
    said: _Said
    compiled: Compiled

    def compile(self, source: Any, name: Any = None, filename: Any = None, *options: Any, **more: Any) -> Any:
        code = self.compiled.get((name, source))
        if code is None:
            code = self.compiled[name, source] = super().compile(source, name, filename, *options, **more)
        return code

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dict, for a template that imports others compares its names with theirs each time."""
        return {**self.globals, **(d or {})}


Templates = Mapping[str, Environment]
"""The environment of each language."""


# A preview makes pages again and again.
@lru_cache(maxsize=1)
def templates(theme: Path, version: bytes, languages: tuple[str, ...]) -> Templates:
    """`version` is a digest of what lies in the folder `theme`."""
    compiled: Compiled = {}
    return {language: environment(theme, Phrases(language), compiled) for language in languages}


def environment(theme: Path, phrases: Phrases, compiled: Compiled) -> Environment:
    """Everything is escaped, a name that does not exist is an error, `_` says a message in the language.

    Every template knows the macros of components/. One that shows the same of the same things on many pages is a
    filter: what it made is kept.
    """
    env = _Environment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.said, env.compiled = _Said(phrases), compiled
    messages = translations(phrases.language)
    env.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= LOST
    for name in ("icon", "card"):
        env.filters[name] = lru_cache(_CARDS_KEPT)(getattr(env.get_template(f"components/{name}.html").module, name))
    env.globals |= _components(env)
    return env


def _components(env: Environment) -> dict[str, object]:
    """Every macro of components/ by its name: to import them in each template takes time on each page."""
    names = env.list_templates(filter_func=lambda name: name.startswith("components/"))
    modules = [env.get_template(name).module for name in names]
    macros = {name: value for module in modules for name, value in vars(module).items() if isinstance(value, Macro)}
    return {name: macro if macro.caller else _function(macro) for name, macro in macros.items()}


def _function(macro: Macro) -> Callable[..., Markup]:
    """The macro, without a look at its arguments: templates give them in their order, and none by its name."""
    left_out = [(missing,) * number for number in range(len(macro.arguments), -1, -1)]

    def call(*arguments: object, **named: object) -> Markup:
        if named:
            return safe(macro(*arguments, **named))
        return safe(macro._func(*arguments, *left_out[len(arguments)]))

    return call
