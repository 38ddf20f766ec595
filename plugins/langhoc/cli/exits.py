"""Exit codes beyond click's own 0 and 1."""

WRONG_OPTION = 2
"""As click has it."""

STOPPED = 130
"""Of a command stopped by Ctrl-C, as shells have it."""
