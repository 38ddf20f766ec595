"""What people write every day, read: days of the week, times of day, timetables, money, days of the year.

Text in, values out. What could mean two things, or holds a word more than is understood, is None: nothing is guessed.
Days of the week are called as `langhoc.model.Weekday` calls them ("mon" … "sun"), times are Viet Nam's.
"""

from langhoc.everyday.calendar import day
from langhoc.everyday.money import Money, money
from langhoc.everyday.timetable import Slot, Span, days, hours, timetable

__all__ = ["Money", "Slot", "Span", "day", "days", "hours", "money", "timetable"]
