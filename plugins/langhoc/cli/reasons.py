"""Why the computer refused, in the reader's language."""

from __future__ import annotations

import errno

from langhoc.i18n import Message
from langhoc.i18n import mark as _

# The English words are those of the systems themselves.
_REASONS = {
    errno.ENOENT: _("No such file or directory"),
    errno.EACCES: _("Permission denied"),
    errno.EPERM: _("Operation not permitted"),
    errno.EEXIST: _("File exists"),
    errno.EISDIR: _("Is a directory"),
    errno.ENOTDIR: _("Not a directory"),
    errno.ENOSPC: _("No space left on device"),
    errno.EROFS: _("Read-only file system"),
    errno.EADDRINUSE: _("Address already in use"),
}


def reason(error: OSError) -> Message:
    """In the system's own words where nobody has translated them."""
    return Message(_REASONS.get(error.errno or 0) or error.strerror or str(error))
