"""What kinds and choices are called on screen: English messages for gettext."""

from __future__ import annotations

from enum import StrEnum

from langhoc.i18n import mark as _
from langhoc.model import (
    Accessibility,
    Amenity,
    AreaType,
    CentreType,
    ChangeState,
    CostUnit,
    EnrolmentState,
    HoursBasis,
    Level,
    LifecycleState,
    Mode,
    OfferType,
    Weekday,
)

KIND_LABELS: dict[str, str] = {
    "area": _("Area"),
    "centre": _("Place to learn"),
    "offer": _("Class"),
    "topic": _("Topic"),
    "audience": _("Who it is for"),
    "page": _("Page"),
}

KIND_PLURALS: dict[str, str] = {
    "area": _("Wards and communes"),
    "centre": _("Places to learn"),
    "offer": _("Classes"),
    "topic": _("Topics"),
    "audience": _("Who it is for"),
}

# What each choice of a kind of choices is called; "full" is one thing of a class and another of its seats.
LABELS: dict[type[StrEnum], dict[str, str]] = {
    AreaType: {
        AreaType.PROVINCE: _("Province or city"),
        AreaType.WARD: _("Ward"),
        AreaType.COMMUNE: _("Commune"),
        AreaType.SPECIAL_ZONE: _("Special zone"),
        AreaType.QUARTER: _("Quarter"),
        AreaType.HAMLET: _("Hamlet"),
    },
    CentreType: {
        CentreType.LEARNING_CENTRE: _("Community learning centre"),
        CentreType.COMMUNITY_SPACE: _("Community learning space"),
        CentreType.CULTURE_HOUSE: _("Culture house"),
        CentreType.CONTINUING_EDUCATION_CENTRE: _("Continuing education centre"),
        CentreType.SCHOOL: _("School"),
        CentreType.LIBRARY: _("Library"),
        CentreType.OTHER: _("Other place"),
    },
    LifecycleState: {
        LifecycleState.PLANNED: _("Planned"),
        LifecycleState.ACTIVE: _("In use"),
        LifecycleState.PAUSED: _("Closed for now"),
        LifecycleState.MERGED: _("Merged into another place"),
        LifecycleState.DISSOLVED: _("No longer exists"),
    },
    Amenity: {
        Amenity.WIFI: _("Wi-Fi"),
        Amenity.COMPUTERS: _("Computers"),
        Amenity.READING_ROOM: _("Reading room"),
        Amenity.HALL: _("Hall"),
        Amenity.AIR_CONDITIONING: _("Air conditioning"),
        Amenity.DRINKING_WATER: _("Drinking water"),
        Amenity.PLAYGROUND: _("Playground"),
        Amenity.SPORTS_GROUND: _("Sports ground"),
        Amenity.CANTEEN: _("Canteen"),
    },
    Accessibility: {
        Accessibility.RAMP: _("Ramp"),
        Accessibility.TOILET: _("Accessible toilet"),
        Accessibility.LIFT: _("Lift"),
        Accessibility.SIGN_LANGUAGE: _("Sign language"),
        Accessibility.SCREEN_READER_PC: _("Computer with a screen reader"),
        Accessibility.BRAILLE: _("Braille"),
        Accessibility.AUDIO: _("Audio books"),
        Accessibility.BUS_STOP: _("Bus stop close by"),
    },
    HoursBasis: {
        HoursBasis.FIXED: _("Open at fixed hours"),
        HoursBasis.WITH_CLASSES: _("Open when there are classes"),
        HoursBasis.BY_APPOINTMENT: _("Call before you come"),
    },
    ChangeState: {
        ChangeState.CANCELLED: _("Cancelled"),
        ChangeState.MOVED: _("Moved"),
        ChangeState.FULL: _("Full"),
    },
    OfferType: {
        OfferType.COURSE: _("Course"),
        OfferType.CLASS: _("Class"),
        OfferType.WORKSHOP: _("Workshop"),
        OfferType.CLUB: _("Club"),
        OfferType.READING: _("Reading"),
        OfferType.VOCATIONAL: _("Vocational training"),
        OfferType.ADULT_EDUCATION: _("School for adults"),
        OfferType.TUTORING: _("Tutoring"),
        OfferType.AFTER_SCHOOL: _("After school"),
        OfferType.TEACHER_TRAINING: _("Training for teachers"),
        OfferType.INTERNSHIP: _("Internship"),
        OfferType.CONSULTATION: _("Advice"),
    },
    Level: {
        Level.BEGINNER: _("For beginners"),
        Level.INTERMEDIATE: _("For those who know a little"),
        Level.ADVANCED: _("For those who know much"),
        Level.ALL: _("For every level"),
    },
    Mode: {
        Mode.IN_PERSON: _("In person"),
        Mode.ONLINE: _("Online"),
        Mode.MIXED: _("Partly online"),
    },
    CostUnit: {
        CostUnit.COURSE: _("a course"),
        CostUnit.MONTH: _("a month"),
        CostUnit.SESSION: _("a session"),
        CostUnit.YEAR: _("a year"),
        CostUnit.CARD: _("a card"),
    },
    EnrolmentState: {
        EnrolmentState.OPEN: _("Taking learners now"),
        EnrolmentState.FULL: _("No seats left"),
        EnrolmentState.WHEN_ENOUGH: _("Begins when there are enough learners"),
        EnrolmentState.CLOSED: _("Not taking learners now"),
    },
    Weekday: {
        Weekday.MON: _("Monday"),
        Weekday.TUE: _("Tuesday"),
        Weekday.WED: _("Wednesday"),
        Weekday.THU: _("Thursday"),
        Weekday.FRI: _("Friday"),
        Weekday.SAT: _("Saturday"),
        Weekday.SUN: _("Sunday"),
    },
}
