"""A stand-in for GitHub's command `gh`: of it, what the workflows use. Keeps its state in $STAND_IN/state.json.

`--jq` programs are run by the real jq.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HOME = Path(os.environ["STAND_IN"])
STATE = HOME / "state.json"


class Call:
    """Words in order, and options by name; those of `api` may stand several times."""

    def __init__(self, arguments: list[str]) -> None:
        self.words: list[str] = []
        self.options: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        flags = {"--silent", "--paginate", "--draft", "--force"}
        rest = iter(arguments)
        for argument in rest:
            if argument in {"-f", "-F"}:
                name, _equals, value = next(rest).partition("=")
                is_file = argument == "-F" and value.startswith("@")
                self.fields[name] = Path(value[1:]).read_text(encoding="utf-8") if is_file else value
            elif argument.startswith("--"):
                self.options[argument] = "" if argument in flags else next(rest)
            else:
                self.words.append(argument)

    def text(self) -> str:
        """What --body or --body-file says."""
        if "--body" in self.options:
            return self.options["--body"]
        return Path(self.options["--body-file"]).read_text(encoding="utf-8")

    def say(self, answer: Any) -> None:
        if "--silent" in self.options:
            return
        text = json.dumps(answer)
        if "--jq" in self.options:
            command = ["jq", "--raw-output", self.options["--jq"]]
            text = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout
        sys.stdout.write(text)


def api(call: Call, state: dict[str, Any]) -> None:
    path = call.words[1].removeprefix("repos/xa-mau/lang-hoc/")
    method = call.options.get("--method", "POST" if call.fields else "GET")
    if found := re.fullmatch(r"pulls/(\d+)", path):
        call.say({"head": {"sha": state["pulls"][found[1]]}})
    elif re.fullmatch(r"actions/runs/\d+/artifacts", path):
        there = sorted((HOME / "artifacts").iterdir()) if (HOME / "artifacts").exists() else []
        call.say({"artifacts": [{"name": one.name, "id": 700 + number} for number, one in enumerate(there)]})
    elif found := re.fullmatch(r"issues/comments/(\d+)", path):
        assert method == "PATCH"
        next(one for one in state["comments"] if one["id"] == int(found[1]))["body"] = call.fields["body"]
    elif found := re.fullmatch(r"issues/(\d+)/comments", path):
        if method == "POST":
            _comment(state, found[1], call.fields["body"])
        else:
            call.say([one for one in state["comments"] if one["issue"] == found[1]])
    elif found := re.fullmatch(r"statuses/([0-9a-f]{40})", path):
        state["statuses"].append({"commit": found[1], **call.fields})
    else:
        sys.exit(f"{path} is not known")


def _comment(state: dict[str, Any], issue: str, body: str) -> None:
    number = len(state["comments"]) + 1
    state["comments"].append({"id": number, "issue": issue, "user": {"login": "github-actions[bot]"}, "body": body})


def issue(call: Call, state: dict[str, Any]) -> None:
    what, *names = call.words[1:]
    issues = {str(one["number"]): one for one in state["issues"]}
    if what == "list":
        label = call.options["--label"]
        call.say([one for one in issues.values() if label in one["labels"] and one["state"] == "open"])
    elif what == "create":
        new = {"number": 100 + len(issues), "labels": [call.options["--label"]], "state": "open"}
        state["issues"].append({**new, "title": call.options["--title"], "body": call.text()})
    elif what == "edit":
        issues[names[0]].update(title=call.options["--title"], body=call.text())
    elif what == "close":
        issues[names[0]]["state"] = "closed"
    elif what == "comment":
        _comment(state, names[0], call.text())


def pr(call: Call, state: dict[str, Any]) -> None:
    what = call.words[1]
    if what == "list":
        call.say([one for one in state["proposed"] if one["head"] == call.options["--head"]])
    elif what == "create":
        new = {
            "number": 50 + len(state["proposed"]),
            "head": call.options["--head"],
            "draft": "--draft" in call.options,
        }
        state["proposed"].append({**new, "title": call.options["--title"], "body": call.text()})
    elif what == "edit":
        next(one for one in state["proposed"] if one["head"] == call.words[2])["body"] = call.text()


def run(call: Call, _state: dict[str, Any]) -> None:
    source = HOME / "artifacts" / call.options["--name"]
    if not source.exists():
        sys.exit("no artifact matches")
    shutil.copytree(source, call.options["--dir"], symlinks=True)


def main() -> None:
    state = json.loads(STATE.read_text(encoding="utf-8"))
    state["calls"].append(sys.argv[1:])
    call = Call(sys.argv[1:])
    known = {"api": api, "issue": issue, "pr": pr, "run": run}
    if call.words[0] in known:
        known[call.words[0]](call, state)
    STATE.write_text(json.dumps(state), encoding="utf-8")


main()
