"""Exit codes beyond click's own (0, 1 and 2)."""

STOPPED = 130
"""Of a command stopped by Ctrl-C, as shells have it."""
