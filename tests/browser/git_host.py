"""A GitHub of one repository, as far as the browser form asks for it; it answers out of a real Git repository."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route

API = "https://api.github.com"
REPOSITORY = "xa-mau/lang-hoc"
TOKEN = "a-token-of-lan"

_LAN = {"login": "lan", "id": 7, "name": "Lan", "email": "lan@example.org"}
_NOW = "2026-11-21T08:00:00Z"
_HEADERS = {f"Access-Control-Allow-{what}": "*" for what in ("Origin", "Headers", "Methods")}


@dataclass
class Pull:
    """A pull request that somebody opened."""

    number: int
    title: str
    branch: str
    base: str
    is_draft: bool
    labels: list[str] = field(default_factory=list)

    @property
    def node(self) -> str:
        return f"pull-{self.number}"


@dataclass
class GitHost:
    """`folder` is a repository with a branch main. `unknown` is what was asked and has no answer here."""

    folder: Path
    pulls: list[Pull] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def answer_for(self, context: BrowserContext) -> None:
        context.route(f"{API}/**", self._answer)

    def git(self, *arguments: str, given: bytes | None = None) -> bytes:
        command = ["git", "-c", f"user.name={_LAN['name']}", "-c", f"user.email={_LAN['email']}", *arguments]
        return subprocess.run(command, cwd=self.folder, input=given, capture_output=True, check=True).stdout

    def said(self, *arguments: str) -> str:
        return self.git(*arguments).decode().strip()

    def text(self, branch: str, path: str) -> str:
        """A file's text on a branch."""
        return self.git("show", f"{branch}:{path}").decode()

    def changed(self, branch: str) -> list[str]:
        """The files in which `branch` is other than main."""
        return self.said("diff", "--name-only", "main", branch).split()

    def _answer(self, route: Route) -> None:
        request = route.request
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=_HEADERS)
            return
        assert request.headers["authorization"].split()[-1] == TOKEN
        data = json.loads(request.post_data) if request.post_data else {}
        asked = f"{request.method} {urlsplit(request.url).path.removeprefix(f'/repos/{REPOSITORY}')}"
        questions = _QUERIES if asked == "POST /graphql" else _PATHS
        asked = " ".join(data["query"].split()) if asked == "POST /graphql" else asked
        for pattern, answer in questions.items():
            if found := re.search(pattern, asked):
                told = answer(self, found, data.get("variables", data))
                body = {"data": told} if questions is _QUERIES else told
                route.fulfill(status=200 if body else 204, headers=_HEADERS, json=body or None)
                return
        self.unknown.append(f"{asked} {json.dumps(data)}")
        route.fulfill(status=404, headers=_HEADERS, json={"message": "Not Found"})

    # The REST API

    def _tree(self, found: re.Match[str], given: Any) -> Any:
        rows = (row.split(None, 4) for row in self.said("ls-tree", "-r", "-l", found[1]).splitlines())
        tree = [{"type": sort, "sha": sha, "size": int(size), "path": path} for _mode, sort, sha, size, path in rows]
        return {"tree": tree, "truncated": False}

    def _opened(self, found: re.Match[str], given: Any) -> Any:
        branch = given["head"].rpartition(":")[2]
        pull = Pull(len(self.pulls) + 1, given["title"], branch, given["base"], given["draft"])
        self.pulls.append(pull)
        address, head = f"https://github.com/{REPOSITORY}/pull/{pull.number}", {"sha": self.said("rev-parse", branch)}
        told = {"number": pull.number, "node_id": pull.node, "title": pull.title, "html_url": address, "head": head}
        return told | {"created_at": _NOW, "updated_at": _NOW}

    def _labelled(self, found: re.Match[str], given: Any) -> Any:
        pull = self.pulls[int(found[1]) - 1]
        pull.labels = given.get("labels", pull.labels)
        return {"labels": [{"name": name} for name in pull.labels]}

    # The GraphQL API

    def _blobs(self, found: re.Match[str], given: Any) -> Any:
        named = re.findall(r'(content_\d+): object\(oid: "(\w+)"\)', found.string)
        blobs = {name: self.git("cat-file", "blob", oid).decode() for name, oid in named}
        return {"repository": {name: {"text": text, "isTruncated": False} for name, text in blobs.items()}}

    def _last_commits(self, found: re.Match[str], given: Any) -> Any:
        author = {**_LAN, "user": {"id": _LAN["id"], "login": _LAN["login"]}}
        last = {"target": {"history": {"nodes": [{"author": author, "committedDate": _NOW}]}}}
        return {"repository": dict.fromkeys(re.findall(r"(commit_\d+): ref", found.string), last)}

    def _head(self, found: re.Match[str], given: Any) -> Any:
        oid = self.said("rev-parse", given["branch"])
        history = {"nodes": [{"oid": oid, "message": self.said("log", "-1", "--format=%s", oid)}]}
        told = {"ref": {"target": {"oid": oid, "history": history}}}
        return {"repository": told, "base": told, "fork": {"id": "repository"}}

    def _open_pulls(self, found: re.Match[str], given: Any) -> Any:
        """The form asks for these when it is opened: before anybody has sent anything."""
        assert not self.pulls
        return {"repository": {"pullRequests": {"nodes": []}}}

    def _branched(self, found: re.Match[str], given: Any) -> Any:
        self.git("update-ref", given["input"]["name"], given["input"]["oid"])
        return {"createRef": {"ref": {"name": given["input"]["name"]}}}

    def _committed(self, found: re.Match[str], given: Any) -> Any:
        """A commit on a branch that exists, made without a work tree."""
        branch, changes = given["input"]["branch"]["branchName"], given["input"]["fileChanges"]
        head = self.said("rev-parse", branch)
        assert head == given["input"]["expectedHeadOid"]
        assert changes["deletions"] == []
        self.git("read-tree", head)
        for one in changes["additions"]:
            blob = self.git("hash-object", "-w", "--stdin", given=base64.b64decode(one["contents"])).decode().strip()
            self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{one['path']}")
        said = given["input"]["message"]["headline"]
        made = self.said("commit-tree", self.said("write-tree"), "-p", head, "-m", said)
        self.git("update-ref", f"refs/heads/{branch}", made)
        files = re.findall(r'(file_\d+): file\(path: "([^"]+)"\)', found.string)
        oids = {name: {"oid": self.said("rev-parse", f"{made}:{path}")} for name, path in files}
        return {"createCommitOnBranch": {"commit": {"oid": made, "committedDate": _NOW, **oids}}}

    def _made_ready(self, found: re.Match[str], given: Any) -> Any:
        pull = next(pull for pull in self.pulls if pull.node == given["input"]["pullRequestId"])
        pull.is_draft = False
        return {"markPullRequestReadyForReview": {"pullRequest": {"isDraft": False}}}


Answer = Callable[[GitHost, re.Match[str], Any], Any]

_PATHS: dict[str, Answer] = {
    r"GET /user$": lambda host, found, given: _LAN,
    r"GET /collaborators/lan$": lambda host, found, given: {},
    r"GET /git/trees/(.+)$": GitHost._tree,
    r"POST /pulls$": GitHost._opened,
    r"/issues/(\d+)": GitHost._labelled,
}
_QUERIES: dict[str, Answer] = {
    r"createCommitOnBranch": GitHost._committed,
    r"createRef": GitHost._branched,
    r"markPullRequestReadyForReview": GitHost._made_ready,
    r"pullRequests\(": GitHost._open_pulls,
    r"content_0: object": GitHost._blobs,
    r"commit_0: ref": GitHost._last_commits,
    r"ref\(qualifiedName: \$branch\)": GitHost._head,
}
