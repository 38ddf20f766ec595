"""What a record is: one module a kind. No file is read here and nothing is shown."""

from langhoc.model.area import Area, AreaType, Finding, Survey
from langhoc.model.centre import Accessibility, Amenity, CentreType, LearningCentre, Lifecycle, LifecycleState
from langhoc.model.kinds import KINDS, Kind, kind_of_folder
from langhoc.model.offer import (
    Ages,
    Certificate,
    Cost,
    CostUnit,
    Enrolment,
    EnrolmentState,
    Level,
    Mode,
    Offer,
    OfferType,
)
from langhoc.model.record import Alert, Contact, Location, Record, Source
from langhoc.model.references import references
from langhoc.model.scalars import is_id, is_safe_url
from langhoc.model.settings import Settings
from langhoc.model.text import LocalText, Said
from langhoc.model.times import Change, ChangeState, Closure, Hours, HoursBasis, Occurrence, Opening, Session, Weekday
from langhoc.model.vocabulary import Audience, Topic

__all__ = [
    "KINDS", "Accessibility", "Ages", "Alert", "Amenity", "Area", "AreaType", "Audience", "CentreType", "Certificate",
    "Change", "ChangeState", "Closure", "Contact", "Cost", "CostUnit", "Enrolment", "EnrolmentState", "Finding",
    "Hours", "HoursBasis", "Kind", "LearningCentre", "Level", "Lifecycle", "LifecycleState", "LocalText",
    "Location", "Mode", "Occurrence", "Offer", "OfferType", "Opening", "Record", "Said", "Session", "Settings",
    "Source", "Survey", "Topic", "Weekday", "is_id", "is_safe_url", "kind_of_folder", "references",
]  # fmt: skip
