"""Values as people say them: what a choice is called; days, times, money and sessions in words."""

from langhoc.phrases.amounts import is_percent, spoken, stands_with_each
from langhoc.phrases.labels import KIND_LABELS, KIND_PLURALS, LABELS
from langhoc.phrases.phrases import Phrases

__all__ = ["KIND_LABELS", "KIND_PLURALS", "LABELS", "Phrases", "is_percent", "spoken", "stands_with_each"]
