"""The command `langhoc`: the only place that prints, asks, or exits."""

from langhoc.cli.main import main

__all__ = ["main"]
