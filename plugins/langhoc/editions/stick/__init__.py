"""A USB stick: what lies on it and under which names, the list that proves it, writing so that nothing is ever lost."""
