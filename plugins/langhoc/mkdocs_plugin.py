"""The adapter to MkDocs: hooks translate, nothing else. The only module that imports mkdocs.

MkDocs renders Material's frame and the editors' Markdown into a folder aside; what it made becomes a `Host`,
from which the core builds the site. So `mkdocs build` and `langhoc build` end in the same function, and MkDocs,
which empties its folder first and aborts last, never touches the site itself.
"""

from __future__ import annotations

import copy
import logging
import os
import posixpath
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from langhoc.catalogue import Catalogue
from langhoc.i18n import Message, message_language, translations, translator
from langhoc.i18n import mark as _
from langhoc.site.assets import Assets, theme_dir
from langhoc.site.frame import Frame, slot
from langhoc.site.host import DEEPEST_RECORD, ContentPage, Host, language_of
from langhoc.site.sanitising import sanitise_page
from langhoc.phrases import KIND_LABELS
from langhoc.problems import report
from langhoc.project import HOST_FILE, HostRun, NotBuilt, Project, today_in

# Material prints a notice about MkDocs' future at every run; it is not the editors' concern.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

log = logging.getLogger("mkdocs.plugins.langhoc")

# Of Material's own files, pages need its main style sheet only.
_KEPT_OF_THEME = "assets/stylesheets/main."
# What the core makes itself, better: without the day of the build, and self-contained.
_REPLACED = {"404.html", "sitemap.xml"}


class _Warnings(logging.Handler):
    """Keeps the texts of warnings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: what is to be said of a catalogue stands in data/catalogue.yml."""


class LangHocPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Hands what MkDocs makes to the core. `receive` takes the Host; by default it builds the site from it."""

    def __init__(self) -> None:
        self.receive: Callable[[Host], None] | None = None
        self.languages: tuple[str, ...] = ()
        self._preview = False
        self._aside: tempfile.TemporaryDirectory[str] | None = None
        self._site_dir: Path | None = None
        self._project: Project | None = None
        self._catalogue: Catalogue | None = None
        self._warnings: _Warnings | None = None
        self._frames: dict[tuple[str, int], Frame] = {}
        self._contents: dict[str, ContentPage] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the catalogue before MkDocs does anything, and send MkDocs' own output aside."""
        self._frames.clear()
        self._contents.clear()
        self._listen()
        if self.receive is None:
            self._begin(config)
        self._aside = tempfile.TemporaryDirectory(prefix="langhoc-host-")
        config.site_dir = self._aside.name
        config.use_directory_urls = False
        config.theme.static_templates -= _REPLACED
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(theme_dir()))
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        folder = Path(config.config_file_path).parent
        language = message_language(os.environ)
        self._site_dir = Path(config.site_dir)
        self._project = Project(folder, today_in(os.environ, datetime.now(UTC)), config.strict)
        try:
            self._catalogue, problems = self._project.usable()
        except NotBuilt as error:
            raise Abort(_reason(error, language)) from None
        if problems:
            log.info(report(problems, "text", language))
        self.languages = self._catalogue.languages

    def _listen(self) -> None:
        """Collect what MkDocs warns of: its own strict mode looks at it only after everything is written."""
        self._listen_no_more()
        self._warnings = _Warnings()
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def _listen_no_more(self) -> None:
        if self._warnings is not None:
            logging.getLogger("mkdocs").removeHandler(self._warnings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's files that no page loads."""
        theme_folders = tuple(config.theme.dirs)
        for file in list(files):
            from_theme = str(file.src_dir or "").startswith(theme_folders)
            kept = file.src_uri.startswith(_KEPT_OF_THEME) and file.src_uri.endswith(".css")
            if from_theme and not kept:
                files.remove(file)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        path = page.file.dest_uri
        language = language_of(path, self.languages)
        description = str(page.meta.get("description", ""))
        safe = sanitise_page(html)
        self._contents[path] = ContentPage(path, language, str(page.title or ""), description, safe)
        return safe

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Render the frames: everything they need is known now, and nothing has been written yet."""
        deepest = max([DEEPEST_RECORD, *(path.count("/") for path in self._contents)])
        for language in self.languages:
            own = _config_in(config, language)
            for depth in range(deepest + 1):
                html = self._render_frame(env, own, files, language, depth)
                self._frames[language, depth] = Frame.from_html(html, self._preview)
        return env

    def _render_frame(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files, language: str, depth: int
    ) -> str:
        where = posixpath.join(*["x"] * depth, "frame.md") if depth else "frame.md"
        page = Page("", File.generated(config, where, content=""), config)
        page.content = slot("body")
        context: dict[str, Any] = {**mkdocs_build.get_context(Navigation([], []), files, config, page)}
        messages = translations(language)
        context |= {
            "_": messages.gettext,
            "slot": slot,
            "language": language,
            "languages": self.languages,
            "home": "index.html" if language == self.languages[0] else f"{language}/index.html",
            "prefix": "" if language == self.languages[0] else f"{language}/",
            "pages": [page for page in self._contents.values() if page.language == language and not _is_home(page)],
            "assets": Assets(theme_dir()),
            "material_styles": [file.src_uri for file in files if file.src_uri.startswith(_KEPT_OF_THEME)],
            "language_names": {code: Locale(code).get_display_name() for code in self.languages},
            "kind_labels": {kind: messages.gettext(label) for kind, label in KIND_LABELS.items()},
        }
        return env.get_template("frame.html").render(context)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        host = Host(
            config.site_url or None, dict(self._frames), tuple(self._contents.values()), self._copied(), self._said()
        )
        if self.receive is not None:
            self.receive(host)
            return
        assert self._project is not None
        assert self._catalogue is not None
        assert self._site_dir is not None
        if config.strict and host.warnings:
            return  # MkDocs itself aborts now; the site stays as it was.
        try:
            self._project.build_with(host, self._catalogue, self._site_dir)
        except NotBuilt as error:
            raise Abort(_reason(error, message_language(os.environ))) from None

    def _copied(self) -> dict[str, bytes]:
        """The files that MkDocs wrote besides pages: pictures, downloads, the style sheet."""
        assert self._aside is not None
        aside = Path(self._aside.name)
        named = {path.relative_to(aside).as_posix(): path for path in sorted(aside.rglob("*")) if path.is_file()}
        return {name: path.read_bytes() for name, path in named.items() if name not in self._contents}

    def _said(self) -> tuple[str, ...]:
        return tuple(self._warnings.texts) if self._warnings else ()

    def on_shutdown(self) -> None:
        self._listen_no_more()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        folder = Path(config.config_file_path).parent
        for watched in (folder / "data", theme_dir()):
            server.watch(str(watched))
        return server


def _is_home(page: ContentPage) -> bool:
    return page.path.rsplit("/", 1)[-1] == "index.html" and page.path.count("/") <= 1


def _config_in(config: MkDocsConfig, language: str) -> MkDocsConfig:
    """The configuration with a theme of its own in `language`: a shared one would turn all pages."""
    own = copy.copy(config)
    own.theme = copy.deepcopy(config.theme)
    own.theme["language"] = language
    return own


def _reason(error: NotBuilt, language: str) -> str:
    if error.message:
        return f"\n{error.message.said(translator(language))}"
    return f"\n{report(error.problems, 'text', language)}"


def run_mkdocs(folder: Path, languages: tuple[str, ...]) -> HostRun:
    """Run MkDocs over `folder`/mkdocs.yml and give what it made. Raises NotBuilt with what it said."""
    received: list[Host] = []
    try:
        config = load_config(str(folder / HOST_FILE), site_dir=str(folder / ".langhoc" / "never-written"))
        plugin = config.plugins.get("langhoc")
        if not isinstance(plugin, LangHocPlugin):
            raise NotBuilt(message=Message(_("mkdocs.yml does not name the plugin: add `plugins: [langhoc]`.")))
        plugin.receive = received.append
        plugin.languages = languages
        inputs = _inputs(config)
        mkdocs_build.build(config)
    except (Abort, ConfigurationError, BuildError) as error:
        message = Message(_("MkDocs did not finish: {reason}"), {"reason": str(error).strip()})
        raise NotBuilt(message=message) from error
    return HostRun(received[0], inputs)


def _inputs(config: MkDocsConfig) -> tuple[Path, ...]:
    """What MkDocs' output depends on besides mkdocs.yml and the installed packages."""
    custom = [config.theme.custom_dir] if config.theme.custom_dir else []
    hooks = [str(hook) for hook in config.hooks]
    named: list[str] = [config.docs_dir, *custom, *hooks, *config.watch]
    return tuple(Path(name) for name in named)
