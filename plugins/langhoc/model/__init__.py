"""What a record is: one module a kind. No file is read here and nothing is shown."""

from langhoc.model.area import PARTLY, Area, AreaType, Finding, Survey
from langhoc.model.centre import CentreType, LearningCentre
from langhoc.model.classroom import ConnectedClassroom
from langhoc.model.cost import Cost, CostUnit
from langhoc.model.editing import Editing, GitHost
from langhoc.model.event import Event, EventState, EventType
from langhoc.model.indicator import Exactness, Figure, Indicator, Measure
from langhoc.model.kinds import KINDS, Kind, kind_of_folder
from langhoc.model.learning_model import Criterion, LearningModel, ModelLevel, ModelSubject, Recognition
from langhoc.model.library import Borrowing, DigitalLibrary, LibraryType, Route, Stop
from langhoc.model.media import MEDIA, MEDIA_SORTS, InMedia, MediaSort, Picture, Recording, is_media_name, media_name
from langhoc.model.offer import Ages, Certificate, Enrolment, EnrolmentState, Level, Mode, Offer, OfferType
from langhoc.model.organisation import Organisation, OrganisationType
from langhoc.model.place import Accessibility, Amenity, Lifecycle, LifecycleState, Place
from langhoc.model.programme import Application, Milestone, Programme, ProgrammeType
from langhoc.model.record import Alert, Contact, Location, Record, Source
from langhoc.model.references import media_of, references
from langhoc.model.resource import Resource, ResourceFile, ResourceType
from langhoc.model.scalars import is_id, is_safe_url
from langhoc.model.settings import Settings
from langhoc.model.story import Consent, ConsentScope, Story, StoryBasis, StorySubject
from langhoc.model.synonyms import Synonyms
from langhoc.model.text import LocalText, Said
from langhoc.model.texts import texts
from langhoc.model.times import Change, ChangeState, Closure, Hours, HoursBasis, Occurrence, Opening, Session, Weekday
from langhoc.model.vocabulary import Audience, Topic

__all__ = [
    "KINDS", "MEDIA", "MEDIA_SORTS", "PARTLY", "Accessibility", "Ages", "Alert", "Amenity", "Application", "Area",
    "AreaType",
    "Audience", "Borrowing", "CentreType", "Certificate", "Change", "ChangeState", "Closure", "ConnectedClassroom",
    "Consent", "ConsentScope", "Contact", "Cost", "CostUnit", "Criterion", "DigitalLibrary", "Editing", "Enrolment",
    "EnrolmentState", "Event", "EventState", "EventType", "Exactness", "Figure", "Finding", "GitHost", "Hours",
    "HoursBasis",
    "InMedia", "Indicator", "Kind", "LearningCentre", "LearningModel", "Level", "LibraryType", "Lifecycle",
    "LifecycleState", "LocalText", "Location", "Measure", "MediaSort", "Milestone", "Mode", "ModelLevel",
    "ModelSubject", "Occurrence", "Offer", "OfferType", "Opening", "Organisation", "OrganisationType", "Picture",
    "Place", "Programme", "ProgrammeType", "Recognition", "Record", "Recording", "Resource", "ResourceFile",
    "ResourceType", "Route", "Said", "Session", "Settings", "Source", "Stop", "Story", "StoryBasis", "StorySubject",
    "Survey", "Synonyms", "Topic", "Weekday", "is_id", "is_media_name", "is_safe_url", "kind_of_folder", "media_name",
    "media_of", "references", "texts",
]  # fmt: skip
