"""Booklets and posters: a catalogue on paper, as tagged PDF, in one font that has all of Vietnamese."""
