"""Where a catalogue's files are edited in a browser: a repository on a Git host, and how one signs in there."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from langhoc.i18n import Message
from langhoc.i18n import mark as _
from langhoc.model.faults import fault
from langhoc.model.group import Part
from langhoc.model.scalars import Url, Word, YesNo

_STEP = r"\w[\w.-]*"
_REPOSITORIES = {
    "github": re.compile(rf"{_STEP}/{_STEP}", re.ASCII),
    "gitlab": re.compile(rf"{_STEP}(/{_STEP})+", re.ASCII),
}
_BRANCH = re.compile(rf"{_STEP}(/{_STEP})*")
_FOLDER = re.compile(rf"{_STEP}(/{_STEP})*")


class GitHost(StrEnum):
    GITHUB = "github"
    GITLAB = "gitlab"


class Editing(Part):
    """The browser form. Everybody can sign in with an access token; with `sign_in` or `application` by a click, too.

    `folder` is where data/ lies in the repository, if not at its top. `server` is a host of one's own. `sign_in` is a
    service that signs people in to GitHub, `application` the id of an application that GitLab knows. With `forks`
    people without any right in the repository may propose changes.
    """

    host: GitHost
    repository: Word
    branch: Word = "main"
    folder: Word | None = None
    server: Url | None = None
    sign_in: Url | None = None
    application: Word | None = None
    forks: YesNo = False

    @property
    def has_click(self) -> bool:
        """Whether people can sign in without a token."""
        return bool(self.sign_in or self.application)

    def faults(self) -> list[PydanticCustomError]:
        return [*self._name_faults(), *self._address_faults(), *self._host_faults()]

    def _name_faults(self) -> list[PydanticCustomError]:
        found = []
        if not _REPOSITORIES[self.host].fullmatch(self.repository):
            message = Message(_("“{text}” is not the name of a repository."), {"text": self.repository})
            hint = Message(_("Write owner and name, as in xa-mau/lang-hoc."))
            found.append(fault("bad-value", message, hint, at=("repository",)))
        if not _BRANCH.fullmatch(self.branch):
            message = Message(_("“{text}” is not the name of a branch."), {"text": self.branch})
            found.append(fault("bad-value", message, at=("branch",)))
        if self.folder and (not _FOLDER.fullmatch(self.folder) or ".." in self.folder):
            message = Message(_("“{text}” is not a folder of the repository."), {"text": self.folder})
            found.append(fault("bad-value", message, at=("folder",)))
        return found

    def _address_faults(self) -> list[PydanticCustomError]:
        """Somebody's token goes to these addresses: never in the clear, and to a host alone."""
        named = {"server": self.server, "sign_in": self.sign_in}
        message = _("The address must begin with https:// and name a host, nothing behind it.")
        return [
            fault("bad-value", Message(message), at=(key,)) for key, url in named.items() if url and not _is_host(url)
        ]

    def _host_faults(self) -> list[PydanticCustomError]:
        """What the other host alone knows."""
        if self.host is GitHost.GITHUB:
            return [_only_for("GitLab", "application")] if self.application else []
        others = {"sign_in": self.sign_in, "forks": self.forks}
        return [_only_for("GitHub", key) for key, value in others.items() if value]


def _is_host(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and not (parts.path.strip("/") or parts.query or parts.fragment)


def _only_for(host: str, key: str) -> PydanticCustomError:
    return fault("bad-value", Message(_("Only {host} knows this."), {"host": host}), at=(key,))
