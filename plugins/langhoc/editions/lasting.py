"""How long a copy is good, for nobody renews it. A file says of itself when it is old, paper from the beginning."""

from datetime import timedelta

BEST_FOR = timedelta(days=180)
