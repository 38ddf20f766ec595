"""A catalogue written by somebody who means harm: what they would like to run stands in every text of every kind.

Records are made by walking the model, so that a field added tomorrow is attacked, too.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import yaml
from PIL import Image
from pydantic import BaseModel, BeforeValidator
from tests.running import DAY
from tests.vectors import VECTORS, in_texts

from langhoc.model import KINDS, LocalText
from langhoc.model.scalars import Reference

# Whatever of these were run would set window.__pwned.
TEXT = (
    "</title></script>\"'><script>__pwned=1</script><img src=x onerror=__pwned=2><svg onload=__pwned=3>"
    "\ue000body\ue001{{7*7}}"
)
URL = "https://example.org/?a=%22&b='onclick=__pwned=4//"

MARKDOWN = """
# Head <script>__pwned=10</script>

<script>__pwned=11</script> <img src=x onerror="__pwned=12"> <img src="https://evil.example/pixel.png">
<iframe src="javascript:parent.__pwned=13"></iframe> <iframe srcdoc="<script>parent.__pwned=14</script>"></iframe>
<style>body { display: none; background: url(https://evil.example/x) }</style> <b style="position:fixed">b</b>
<a href="javascript:__pwned=15" id="trap">a</a> <a href="jav&#x09;ascript:__pwned=16">a</a>
<a href="&#106;avascript:__pwned=17">a</a> <a href=" javascript:__pwned=18">a</a>
<a href="data:text/html,<script>opener.__pwned=19</script>">a</a> <a href="vbscript:x">a</a>
<form action="https://evil.example/"><input name="q"><button formaction="javascript:__pwned=20">b</button></form>
<object data="x"></object><embed src="x"><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=//evil.example">
<math><mtext></form><form><mglyph><style></math><img src=x onerror="__pwned=21">
<svg><animate onbegin="__pwned=22" attributeName="x" dur="1s"/></svg>
<svg><a xlink:href="javascript:__pwned=23"><text>x</text></a></svg>
<details open ontoggle="__pwned=24">d</details> <div onmouseover="__pwned=25">d</div>

[a](javascript:__pwned=30) [b](JaVaScRiPt:__pwned=31) [c](&#106;avascript:__pwned=32)
[d](data:text/html;base64,PHNjcmlwdD4=)
[e](<javascript:__pwned=33>) [f][1] ![g](x"onerror="__pwned=34) ![h](https://evil.example/x.png) <javascript:__pwned=35>
[i](https://example.org/"onclick="__pwned=36) [j](x 'y" onclick="__pwned=37') `<script>__pwned=38</script>`

[1]: javascript:__pwned=39 "t"

| <script>__pwned=40</script> | b |
|---|---|
| <img src=x onerror=__pwned=41> | [k](vbscript:x) |
"""

# What follows from other keys and cannot be told from a type alone; None leaves the key out.
_SPECIAL: dict[tuple[str, str], Any] = {
    ("*", "formerly"): None,
    ("*", "sample"): "true",
    ("Location", "latitude"): "10.8",
    ("Location", "longitude"): "106.7",
    ("Opening", "closes"): "20:00",
    ("Session", "to"): "20:00",
    ("Session", "every"): None,
    ("Session", "nth"): None,
    ("Session", "dates"): None,
    ("Session", "except"): None,
    ("Session", "days"): ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ("Change", "state"): "moved",
    ("Change", "to"): "21:00",
    ("Lifecycle", "state"): "paused",
    ("Lifecycle", "into"): None,
    ("*", "part_of"): None,
    ("*", "parent"): None,
    ("Stop", "to"): "20:00",
    ("Stop", "every"): None,
    ("Stop", "nth"): None,
    ("Stop", "dates"): None,
    ("Stop", "except"): None,
    ("Stop", "days"): ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    ("Event", "to"): "20:00",
    ("Story", "subject_is_minor"): "false",
    ("Story", "basis"): "public_source",
    ("Consent", "scope"): ["site", "photo"],
    ("Consent", "withdrawn_on"): None,
    ("Consent", "expires"): None,
    ("Recognition", "year"): "2025",
    ("Resource", "year"): "2025",
    ("Picture", "file"): "x.png",
    ("Recording", "file"): "x.mp3",
    ("ResourceFile", "path"): None,
    ("ResourceFile", "bytes"): "5",
    ("Area", "area_km2"): "10",
    ("Area", "type"): "commune",
    ("Area", "editors"): ["@hoi-mau"],
}
_BY_VALIDATOR = {
    "_text": TEXT, "_date": DAY, "_time": "18:00", "_yes_no": "true", "_whole_number": "1", "_decimal": "1",
    "_phone": "0912345678", "_url": URL, "_email": "a@example.org", "_id": "x", "_period": "2026", "_language": "vi",
}  # fmt: skip


def malicious_catalogue(folder: Path) -> Path:
    """A valid catalogue in `folder`, without problems on TODAY, with harm in every text."""
    write(
        folder / "data/catalogue.yml",
        {"title": both(TEXT), "summary": both(TEXT), "licence": TEXT, "languages": ["vi", "en"]},
    )
    for kind in KINDS.values():
        record = raw(kind.model)
        if kind.file:
            write(folder / "data" / kind.file, [{**record, "id": f"{kind.name}-x"}])
        else:
            _write_one(folder / f"data/{kind.folder}/{kind.name}-x{kind.ending}", record)
    (folder / "data/media").mkdir()
    (folder / "data/media/x.mp3").write_bytes(b"ID3" + bytes(40))
    Image.new("RGB", (4, 3)).save(folder / "data/media/x.png")
    page = f"# {TEXT}\n{MARKDOWN}"
    for name in ("index.md", "about.md", "en/about.md"):
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(page, encoding="utf-8")
    write(
        folder / "mkdocs.yml",
        {"site_name": "x", "docs_dir": "content", "theme": {"name": "material"}, "plugins": ["langhoc"]},
    )
    return folder


def catalogue_of_vectors(folder: Path) -> int:
    """A valid catalogue in `folder`, in one language, with every vector in every text of every kind.

    Returns how many records of each kind that takes.

    Of the first record of a kind each text without a bound holds all vectors; titles and summaries have little room.
    """
    malicious_catalogue(folder)
    (folder / "content/en/about.md").unlink()
    texts = in_texts(_ROOM)
    settings = {"title": texts[0], "summary": texts[1], "licence": " ".join(VECTORS), "languages": ["vi"]}
    write(folder / "data/catalogue.yml", settings)
    for name in ("index.md", "about.md"):
        (folder / "content" / name).write_text("# x\n\n" + "\n\n".join(VECTORS), encoding="utf-8")
    for kind in KINDS.values():
        records = [_with_vectors(raw(kind.model), number, texts) for number in range(len(texts))]
        if kind.file:
            ids = [f"{kind.name}-x", *(f"{kind.name}-x{number}" for number in range(1, len(texts)))]
            numbered = [{**record, "id": id} for record, id in zip(records, ids, strict=True)]
            write(folder / "data" / kind.file, numbered)
            continue
        for number, record in enumerate(records):
            name = f"{kind.name}-x{number or ''}{kind.ending}"
            record["description"] = {"vi": record["description"]}
            _write_one(folder / "data" / str(kind.folder) / name, record)
    return len(texts)


_ROOM = 155


def _with_vectors(data: Any, number: int, texts: list[str], key: str = "") -> Any:
    """`data` with vectors in place of every text."""
    if isinstance(data, list):
        return [_with_vectors(one, number, texts, key) for one in data]
    if isinstance(data, dict) and data.keys() == {"vi", "en"}:
        return _with_vectors(data["vi"], number, texts, key)
    if isinstance(data, dict):
        return {name: _with_vectors(one, number, texts, name) for name, one in data.items()}
    if data == MARKDOWN:
        return "\n\n".join([texts[number], *(VECTORS if number == 0 else ())])
    if data != TEXT:
        return data
    return texts[number] if number or key in {"title", "summary"} else " ".join(VECTORS)


def write(file: Path, data: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _write_one(file: Path, record: dict[str, Any]) -> None:
    """A record without its id, which is its file's name; a story's text stands below its keys."""
    keys = {key: content for key, content in record.items() if key != "id"}
    if file.suffix == ".yml":
        write(file, keys)
        return
    text = keys["description"].pop("vi")
    write(file, keys)
    file.write_text(f"---\n{file.read_text(encoding='utf-8')}---\n\n{text}", encoding="utf-8")


def both(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def raw(model: type[BaseModel]) -> dict[str, Any]:
    """Every key of `model`, as files write it."""
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        special = [_SPECIAL[at] for at in ((model.__name__, key), ("*", key)) if at in _SPECIAL]
        metadata = tuple(info.metadata)
        found[key] = special[0] if special else value(info.annotation, metadata, key)
    return {key: content for key, content in found.items() if content is not None}


def value(annotation: Any, metadata: tuple[Any, ...], key: str) -> Any:
    """Something valid of a type, and harmful where it is a text."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return value(inner, (*metadata, *more), key)
    if get_origin(annotation) is tuple:
        return [value(get_args(annotation)[0], (), key)]
    options = [option for option in get_args(annotation) if option is not type(None)]
    return value(options[0], metadata, key) if options else single(annotation, metadata, key)


def single(annotation: Any, metadata: tuple[Any, ...], key: str) -> Any:
    """Something valid of a type that is not made of others."""
    for reference in (one for one in metadata if isinstance(one, Reference)):
        return f"{reference.kinds[0]}-x"
    if annotation is LocalText:
        return both(MARKDOWN if key == "description" else TEXT)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return raw(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return next(iter(annotation)).value
    named = [one.func.__name__ for one in metadata if isinstance(one, BeforeValidator)]
    return _BY_VALIDATOR[named[0]]
