"""A catalogue's folder and what is done with it: check it, have the host run when it must, build the site.

What reads, relates and renders is imported when it is needed: a build to which nothing is new needs none of it.
"""

from langhoc.project.inputs import HOST_FILE, HostRun, Inputs, RunHost
from langhoc.project.outcome import NotBuilt, Steps, WrongOption
from langhoc.project.project import CACHE_FILE, Project, today_in

__all__ = [
    "CACHE_FILE",
    "HOST_FILE",
    "HostRun",
    "Inputs",
    "NotBuilt",
    "Project",
    "RunHost",
    "Steps",
    "WrongOption",
    "today_in",
]
