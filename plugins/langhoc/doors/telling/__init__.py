"""Telling without an account: what is asked, a message as it arrived, what it says.

Nothing is guessed, and nothing is lost: an answer becomes values of the record, or a sentence of its description, or
is told to the editor as left out.
"""
