"""Work that divides, given in parts to one executor: this process, several of this computer, or others anywhere."""

from langhoc.workers.beside import begun
from langhoc.workers.division import Progress, Sendable, Workers, divided, divided_then, unseen
from langhoc.workers.elsewhere import Elsewhere, WorkersLost, let_go
from langhoc.workers.here import ALONE, Here, processors, uncollected

__all__ = [
    "ALONE",
    "Elsewhere",
    "Here",
    "Progress",
    "Sendable",
    "Workers",
    "WorkersLost",
    "begun",
    "divided",
    "divided_then",
    "let_go",
    "processors",
    "uncollected",
    "unseen",
]
