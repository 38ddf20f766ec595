"""What a cell holds."""

from __future__ import annotations

from datetime import date, datetime, time

Cell = str | float | bool | datetime | date | time | None
"""None where nothing stands. A number is one however the program shows it."""
