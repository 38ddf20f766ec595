"""Editors that know JSON Schema: the real language server that VS Code uses, over the files that a catalogue has."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from tests.running import edit, langhoc, new_catalogue

from langhoc.doors import EXAMPLES
from langhoc.doors.formatting import formatted
from langhoc.doors.json_schema import editor_files, json_schema
from langhoc.model import KINDS, Kind
from langhoc.reading.files import list_files
from langhoc.reading.front_matter import parted
from langhoc.reading.source import decode

ROOT = Path(__file__).parent.parent
SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
LANGUAGES = ("vi", "en")


class LanguageServer:
    """yaml-language-server, told of a folder as VS Code tells it: with the settings that lie there."""

    def __init__(self, folder: Path) -> None:
        self._settings = json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))
        self._folder, self._last = folder, 0
        command = ["node", str(SERVER), "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        root = folder.as_uri()
        folders = [{"uri": root, "name": "catalogue"}]
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self._ask("initialize", processId=None, rootUri=root, workspaceFolders=folders, capabilities=capabilities)
        self._tell("initialized")

    def problems(self, file: str) -> list[tuple[int, str]]:
        """The line, counted from 1, and the message of all that it marks in the file."""
        uri = (self._folder / file).as_uri()
        text = (self._folder / file).read_text("utf-8")
        self._tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        marked = next(
            said["params"]["diagnostics"]
            for said in self._heard()
            if said.get("method") == "textDocument/publishDiagnostics" and said["params"]["uri"] == uri
        )
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in marked]

    def offers(self, file: str, line: int, column: int) -> dict[str, str]:
        """What it offers to write there, each with what it says of it. The file was opened before."""
        document = {"uri": (self._folder / file).as_uri()}
        at = {"line": line - 1, "character": column - 1}
        found = self._ask("textDocument/completion", textDocument=document, position=at)["items"]
        return {one["label"]: _text(one.get("documentation")) for one in found}

    def _ask(self, method: str, **params: Any) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        return next(said["result"] for said in self._heard() if said.get("id") == self._last and "result" in said)

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _heard(self) -> Iterator[dict[str, Any]]:
        """What it says; what it asks meanwhile is answered."""
        assert self.process.stdout
        while True:
            length = 0
            while line := self.process.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            assert length, "the language server has ended"
            said = json.loads(self.process.stdout.read(length))
            if "method" in said and "id" in said:
                self._send({"id": said["id"], "result": self._answer(said)})
            else:
                yield said

    def _answer(self, asked: dict[str, Any]) -> Any:
        if asked["method"] != "workspace/configuration":
            return None
        yaml = {"schemas": self._settings["yaml.schemas"], "validate": True, "completion": True}
        return [yaml if item.get("section") == "yaml" else None for item in asked["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()


def _text(documentation: Any) -> str:
    return str(documentation.get("value", "") if isinstance(documentation, dict) else documentation or "")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `langhoc new` makes."""
    return new_catalogue(tmp_path_factory.mktemp("editors") / "catalogue")


@pytest.fixture(scope="module")
def server(catalogue: Path) -> Iterator[LanguageServer]:
    server = LanguageServer(catalogue)
    yield server
    server.process.kill()


OFFER = "data/offers/vi-tinh-buoi-toi.yml"


def test_a_good_record_is_not_marked(server: LanguageServer) -> None:
    """Nothing in any file of a new catalogue."""
    files = [file.name for file in list_files(server._folder).records if file.kind.name != "story"]
    assert len(files) > 3
    assert {name: server.problems(name) for name in files} == {name: [] for name in files}


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        ("title:\n  vi: A\ntype: clas\n", 3, "class"),
        ("title:\n  vi: A\ntype: class\ntopic: [x]\n", 4, "topic"),
        ("title:\n  vi: A\ntype: class\ncost:\n  amount: -1\n", 5, "0"),
        ("title:\n  vi: A\ntype: class\nsessions:\n  - days: [mon]\n    from: 18h30\n", 5, "to"),
        ("title:\n  vi: A\n", 1, "type"),
        ("title:\n  vi: A\n  fr: B\ntype: class\n", 3, "fr"),
        ("title:\n  vi: A\ntype: class\ncontacts:\n  - phone: 0283822505\n", 5, "string"),
    ],
    ids=["choice", "key", "number", "missing in a part", "missing", "language", "phone that loses its zero"],
)
def test_a_fault_is_marked_at_its_line(server: LanguageServer, wrong: str, line: int, said: str) -> None:
    """While it is typed, with the word that is wrong or wanted."""
    file = f"data/offers/wrong-{line}-{len(wrong)}.yml"
    (server._folder / file).write_text(wrong, "utf-8")
    problems = server.problems(file)
    (server._folder / file).unlink()
    assert any(at == line and said in message for at, message in problems), problems


def test_keys_and_choices_are_offered_with_what_they_mean(server: LanguageServer) -> None:
    """In Vietnamese, as the catalogue is."""
    file = "data/offers/moi.yml"
    (server._folder / file).write_text("title:\n  vi: A\ntype: \n\n", "utf-8")
    server.problems(file)
    assert "class" in server.offers(file, 3, 7)
    assert "Dành cho ai" in server.offers(file, 4, 1)["audiences"]
    (server._folder / file).unlink()


def test_a_modeline_names_the_schema(catalogue: Path, tmp_path: Path) -> None:
    """For editors that do not read VS Code's settings."""
    folder = tmp_path / "plain"
    (folder / ".vscode").mkdir(parents=True)
    (folder / ".vscode" / "settings.json").write_text('{"yaml.schemas": {}}', "utf-8")
    schema = (catalogue / "schemas" / "offer.schema.json").as_uri()
    (folder / "x.yml").write_text(f"# yaml-language-server: $schema={schema}\ntitle: A\ntype: clas\n", "utf-8")
    server = LanguageServer(folder)
    try:
        assert [line for line, _message in server.problems("x.yml")] == [3]
    finally:
        server.process.kill()


# The schemas themselves


def plain(text: str) -> Any:
    """YAML 1.2, as the tools that read schemas do."""
    program = 'console.log(JSON.stringify(require("yaml").parse(require("fs").readFileSync(0, "utf8"))))'
    done = subprocess.run(["node", "-e", program], input=text, capture_output=True, encoding="utf-8", cwd=ROOT)
    return json.loads(done.stdout)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_schema_takes_what_the_checker_takes(kind: Kind) -> None:
    """The example of each kind, as it stands in the templates and as fmt lays it out."""
    example = EXAMPLES[kind.name]
    laid_out = formatted(example.text.encode(), example.file, kind, LANGUAGES)
    assert isinstance(laid_out, str)
    schema = json_schema(kind, LANGUAGES)
    Draft7Validator.check_schema(schema)
    for text in (example.text, laid_out):
        source, _problems = decode(text.encode(), example.file)
        assert source is not None
        keys = parted(source)[0].text if kind.ending == ".md" else text
        assert [error.message for error in Draft7Validator(schema).iter_errors(plain(keys))] == []


def test_the_schema_takes_all_of_the_catalogue() -> None:
    """Every record of this repository."""
    validators = {name: Draft7Validator(json_schema(kind, LANGUAGES)) for name, kind in KINDS.items()}
    program = """
      const yaml = require("yaml"), fs = require("fs");
      const names = JSON.parse(fs.readFileSync(0));
      const front = (text) => text.startsWith("---") ? text.split(/^---$/m)[1] : text;
      console.log(JSON.stringify(names.map((name) => yaml.parse(front(fs.readFileSync(name, "utf8"))))));
    """
    files = list_files(ROOT).records
    names = json.dumps([file.name for file in files])
    done = subprocess.run(["node", "-e", program], input=names, capture_output=True, encoding="utf-8", cwd=ROOT)
    found = {
        file.name: [error.message for error in validators[file.kind.name].iter_errors(value)]
        for file, value in zip(files, json.loads(done.stdout), strict=True)
    }
    assert {name: errors for name, errors in found.items() if errors} == {}


def test_the_repositorys_schemas_are_up_to_date() -> None:
    """Run `langhoc schema` after the model or its labels have changed."""
    for name, text in editor_files(LANGUAGES).items():
        assert (ROOT / name).read_text("utf-8") == text, name


def test_settings_of_ones_own_are_left(catalogue: Path, tmp_path: Path) -> None:
    """The schemas are renewed, .vscode/settings.json is the editor's."""
    folder = new_catalogue(tmp_path / "catalogue")
    (folder / ".vscode" / "settings.json").write_text('{"mine": 1}\n', "utf-8")
    edit(folder / "schemas" / "offer.schema.json", '"additionalProperties": false', '"additionalProperties": true')
    assert langhoc("-C", folder, "schema").returncode == 0
    assert (folder / ".vscode" / "settings.json").read_text("utf-8") == '{"mine": 1}\n'
    schema = Path("schemas", "offer.schema.json")
    assert (folder / schema).read_bytes() == (catalogue / schema).read_bytes()
