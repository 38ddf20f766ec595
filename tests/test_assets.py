"""The scripts that pages load: short, and never other than the theme's own."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

from langhoc.site.assets import CHECK, COPY, PACK, SCRIPTS, SPOKEN, WORKER, Assets, theme_dir


def test_short_forms_are_made_of_the_scripts_that_are_there() -> None:
    """Whoever changes a script runs `make scripts`: nobody edits a short form, and none is forgotten."""
    made = runpy.run_path(str(theme_dir() / "minified" / "make.py"))["minified"]()
    assert made == {path: path.read_bytes() for path in (theme_dir() / "minified").glob("*.js")}
    assets = Assets(theme_dir())
    assert len(made) == len({**SCRIPTS, **SPOKEN, **WORKER, **PACK, **COPY, **CHECK})
    for name, (_path, content) in assets.scripts.items():
        assert len(content) < len(assets.written(".js", SCRIPTS[name])), name


def test_a_script_that_was_changed_is_used_as_it_is(tmp_path: Path) -> None:
    """Who designs a theme needs no npm: the short form of other scripts is left alone, for that bundle only."""
    theme = tmp_path / "theme"
    shutil.copytree(theme_dir(), theme)
    script = theme / "scripts" / "box" / "10-box.js"
    script.write_text(script.read_text("utf-8") + "\nwindow.changedByHand = true;\n", "utf-8")
    before, after = Assets(theme_dir()).scripts, Assets(theme).scripts
    assert b"window.changedByHand = true;" in after["box"][1]
    assert {name for name in before if before[name] != after[name]} == {"box"}
