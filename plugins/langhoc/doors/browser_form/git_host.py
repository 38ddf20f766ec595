"""The Git host that the browser form writes to: how it is asked, how one signs in, and paths in the repository."""

from __future__ import annotations

from typing import Any

from langhoc.i18n import Message, Translate
from langhoc.i18n import mark as _
from langhoc.model import Editing, GitHost

_API_PATHS = {GitHost.GITHUB: "/api/v3", GitHost.GITLAB: "/api/v4"}
_ISSUES = {GitHost.GITHUB: "issues/new", GitHost.GITLAB: "-/issues/new"}
_HOSTS = {GitHost.GITHUB: "https://github.com", GitHost.GITLAB: "https://gitlab.com"}
_APIS = {GitHost.GITHUB: "https://api.github.com", GitHost.GITLAB: "https://gitlab.com"}


def asked_host(editing: Editing) -> str:
    """The one other host that the form talks to."""
    return editing.server.rstrip("/") if editing.server else _APIS[editing.host]


def new_issue(editing: Editing) -> str:
    """Where a fault of the form is told."""
    site = editing.server.rstrip("/") if editing.server else _HOSTS[editing.host]
    return f"{site}/{editing.repository}/{_ISSUES[editing.host]}"


def path_in(editing: Editing, name: str) -> str:
    """The path of a file or folder of the catalogue's data, from the top of the repository."""
    folder = f"{editing.folder}/" if editing.folder else ""
    return f"{folder}data/{name}"


def backend(editing: Editing, say: Translate) -> dict[str, Any]:
    """The form's `backend`."""
    made = {"name": editing.host.value, "repo": editing.repository, "branch": editing.branch}
    ways = {"auth_methods": ["oauth", "token"] if editing.has_click else ["token"]}
    return {**made, **ways, **_own_server(editing), **_click(editing), "commit_messages": _messages(say)}


def _own_server(editing: Editing) -> dict[str, Any]:
    return {"api_root": editing.server.rstrip("/") + _API_PATHS[editing.host]} if editing.server else {}


def _click(editing: Editing) -> dict[str, Any]:
    if editing.host is GitHost.GITHUB:
        service = {"base_url": editing.sign_in.rstrip("/")} if editing.sign_in else {}
        return {**service, "open_authoring": True, "auth_scope": "public_repo"} if editing.forks else service
    server = {"base_url": editing.server.rstrip("/")} if editing.server else {}
    return {**server, "auth_type": "pkce", "app_id": editing.application} if editing.application else server


def _messages(say: Translate) -> dict[str, str]:
    """What commits are called; the form puts names where it finds two braces."""
    record = {"kind": "{{collection}}", "file": "{{slug}}"}
    file = {"file": "{{path}}"}
    said = {
        "create": Message(_("Add {kind}: {file}"), record),
        "update": Message(_("Edit {kind}: {file}"), record),
        "delete": Message(_("Delete {kind}: {file}"), record),
        "uploadMedia": Message(_("Add file: {file}"), file),
        "deleteMedia": Message(_("Delete file: {file}"), file),
    }
    return {name: message.said(say) for name, message in said.items()}
