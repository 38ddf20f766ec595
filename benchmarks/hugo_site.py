"""The same records as a site of Hugo's: a minimal layout, and nothing made that nobody asked for."""

from __future__ import annotations

from pathlib import Path

from as_markdown import markdown_files
from imaginary import Sample

# No feeds, no taxonomies: pages, and the three that list them.
_CONFIG = """\
baseURL = "https://example.org/"
locale = "vi"
title = "Danh mục tưởng tượng"
disableKinds = ["404", "RSS", "robotsTXT", "sitemap", "taxonomy", "term"]
"""
_PAGE = """\
<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}">
</head>
<body>
<article>
<h1>{{ .Title }}</h1>
{{ .Content }}
</article>
</body>
</html>
"""


def write_hugo(made: Sample, folder: Path) -> None:
    _write(folder / "hugo.toml", _CONFIG)
    for name in ("home", "page", "section"):
        _write(folder / "layouts" / f"{name}.html", _PAGE)
    for name, text in markdown_files(made):
        # A page that lists others is the page of its folder.
        path = Path(name)
        is_list = path.name == "index.md"
        _write(folder / "content" / (path.with_name("_index.md") if is_list else path), text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
