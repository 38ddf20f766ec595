"""The codes of all problems: stable names, how grave they are, and what the reference says of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from langhoc.i18n import mark as _


class Severity(StrEnum):
    """An error stops a build; a warning stops only a strict one; a notice tells what was mended in reading."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Code:
    """What the reference says of a problem: `title` and `explanation` are messages for gettext."""

    name: str
    severity: Severity
    title: str
    explanation: str


# fmt: off
_ERRORS = (
    # The file itself
    ("not-utf-8", _("The file is not UTF-8"),
     _("Save the file as UTF-8: in Notepad, File, Save as, Encoding: UTF-8.")),
    ("unreadable", _("The file cannot be read"),
     _("The file or folder is locked, is a link to nothing, or a folder has the name of a file. Check its "
       "permissions, or rename it.")),
    ("too-large", _("The file is larger than 1 MiB"),
     _("A record is a few kilobytes. Move long texts and pictures into files of their own.")),
    ("bad-name", _("The file's name cannot be an id"),
     _("A record's file name is its id: small letters a–z without marks, digits and hyphens, as in "
       "tin-hoc-can-ban.yml. Rename the file.")),
    ("missing-data", _("The catalogue's folder is missing"),
     _("A catalogue has a folder data/ with catalogue.yml in it. `langhoc new` makes one to start from.")),
    # YAML
    ("bad-yaml", _("The file is not YAML"),
     _("Something in the layout is broken: a quote not closed, a line not indented as its neighbours, a colon "
       "without a space behind it. Put texts that hold : or # between double quotes.")),
    ("duplicate-key", _("A key stands twice"),
     _("The same key stands twice in one record; only one of them could be shown. Delete one, or join both.")),
    ("alias", _("YAML anchors and aliases are not read"),
     _("Write the text out where it is needed. A text that begins with & or * stands between double quotes.")),
    ("tag", _("YAML tags are not read"),
     _("Delete the word that begins with !, or put the text between double quotes.")),
    ("several-documents", _("Several documents in one file"),
     _("A file holds one record. Delete the line --- or make two files.")),
    ("too-deep", _("Nested deeper than 32 levels"),
     _("No record is that deep; most likely a bracket was not closed.")),
    ("empty-file", _("The file is empty"), _("Write the record, or delete the file.")),
    # The shape of a record
    ("unknown-key", _("This key does not exist"),
     _("The key is misspelt, or it belongs elsewhere.")),
    ("missing-key", _("A required key is missing"),
     _("The record cannot be shown without it. Add the key.")),
    ("unknown-value", _("This value is not one of the choices"),
     _("The key takes one of a few words; the message lists them.")),
    ("expected-text", _("A text is expected"),
     _("The key takes a text, not a list or a group of keys.")),
    ("expected-list", _("A list is expected"),
     _("The key takes a list: one line each, every line beginning with a hyphen; or [one, two].")),
    ("expected-mapping", _("A group of keys is expected"),
     _("The key takes keys below it, each on its own line, indented by two spaces.")),
    ("empty-text", _("The text is empty"), _("Write the text, or delete the key.")),
    ("too-long", _("The text is too long"),
     _("Cards and search results have little room. Say it shorter; the description may be long.")),
    ("unknown-language", _("The catalogue does not have this language"),
     _("The languages of the catalogue stand in data/catalogue.yml.")),
    ("bad-date", _("Not a date"), _("A date is written year, month, day, as 2026-11-21.")),
    ("bad-time", _("Not a time of day"), _("A time is written with two digits each, as 18:30.")),
    ("bad-number", _("Not a number"), _("Write digits only, without separators: 1500000.")),
    ("out-of-range", _("The number is outside what is possible"),
     _("The message says the range. Latitudes of Viet Nam lie between 6 and 24, longitudes between 102 and 118.")),
    ("bad-yes-no", _("Neither true nor false"), _("Write true or false.")),
    ("bad-phone", _("Not a phone number of Viet Nam"),
     _("Write it as people dial it, as 028 3822 5055, 0901 234 567, 1900 6600 or 1022. Old numbers of 11 digits "
       "and landlines from before 2017 have changed: ask for the new one.")),
    ("bad-url", _("This address is not allowed"),
     _("Addresses begin with https:// or http://. Other kinds are refused, for a click on them could do harm.")),
    ("bad-email", _("Not an e-mail address"), _("An e-mail address is written as name@place.vn.")),
    ("bad-id", _("Not an id"),
     _("An id has small letters a–z without marks, digits and hyphens, as in tin-hoc-can-ban.")),
    ("ends-before-start", _("It ends before it begins"), _("One of the two is wrong, or they are swapped.")),
    ("which-days", _("The session does not say on which days"),
     _("A session says days (each week) or dates (a list). every: 2 with days means every second week and needs "
       "starts_on; nth: 2 with days means the second such day of a month. Use one way only.")),
    ("change-without-session", _("No session is on that day"),
     _("A change by date (cancelled, moved, full) or an exception names a day on which a session takes place.")),
    ("moved-where", _("The change does not say to when or where"),
     _("A moved session says at least one of to_date, from, to and place; a cancelled or full one says none.")),
    ("merged-into", _("Merged, but into what?"),
     _("A centre whose state is merged names in `into` the centre that took it in; the others do not.")),
    ("source-without-place", _("A source says too little to be found again"),
     _("Say where it can be seen: url for a page, place for a letter, a noticeboard or a register; and when: date if "
       "it bears one, else seen_on, the day somebody read it.")),
    # Stories and what is private
    ("story-basis", _("The story does not say on what basis it may be told"),
     _("A story of a person needs their consent (basis: consent), or was public before (basis: public_source, with "
       "sources), or tells of no person (basis: not_a_person).")),
    ("consent-missing", _("The consent is missing"),
     _("A story that rests on consent says who gave it and when, for what and until when. The signed sheet itself "
       "stays with the editors and is never put into a file here.")),
    ("minor-identified", _("The story leads to a child"),
     _("Of a child write the given name only, and the commune at the most: no family name, no school, no quarter.")),
    ("account-number", _("A bank account's number"),
     _("Numbers of accounts invite fraud and are refused in every text. Say whom to call instead: the association's "
       "branch tells how to give.")),
    # Pictures, recordings, books
    ("bad-media-name", _("No file of data/media/ can be called so"),
     _("Files that records show lie in data/media/, or in folders there. Their names have small letters a–z without "
       "marks, digits and hyphens, as in le-khai-giang.jpg, and end in what the key takes.")),
    ("bad-media", _("The file is not what its name says"),
     _("It is damaged, or another sort of file was renamed. Save it again with the program it is from.")),
    ("media-tells-place", _("The file tells where it was made"),
     _("Phones write the place into pictures and videos, to the metre: of a home or a child that must not be told. "
       "Refused here, for what has been in Git stays there.")),
    ("enormous-media", _("The file is far too large"),
     _("It was not even looked at. Make pictures at most 1280 pixels wide; put long videos where videos are kept, and "
       "write their url.")),
    ("bad-value", _("This value is not possible"), _("The message says why.")),
    # Spreadsheets
    ("bad-sheet", _("The spreadsheet cannot be read"),
     _("It is damaged, wants a password, is far too large, or none of its rows says what stands below it. "
       "`langhoc template` makes one to fill in.")),
    ("ambiguous", _("It is not clear which record is meant"),
     _("Several records, or several rows, are called so. Write the id of the one that is meant, or say what is "
       "different about it.")),
    ("unknown-column", _("The sheet has no such column"),
     _("The file of --columns names a heading or a sheet that is not there, or there twice.")),
    # Across records
    ("unknown-reference", _("There is no record with this id"),
     _("The id is misspelt, or the record was deleted or renamed. An id is the record's file name without .yml.")),
    ("missing-media", _("There is no such file in data/media/"),
     _("The name is misspelt, or the file was not added together with the record.")),
    ("wrong-kind", _("The id belongs to a record of another kind"),
     _("For instance `places` names centres, `area` names areas.")),
    ("duplicate-id", _("Two records have the same id"),
     _("Ids are unique in the whole catalogue, also across kinds and folders; nor may an id be what another "
       "record was called (formerly). Rename one of the files.")),
    ("circle", _("The records stand in a circle"),
     _("A is part of B and B is part of A, or each is merged into the other. One of the two is wrong.")),
)

_WARNINGS = (
    ("lost-text", _("Text behind # is lost"),
     _("YAML takes a # with a space before it for the beginning of a comment. Put the text between double "
       "quotes to keep it.")),
    ("unchecked", _("Nobody has checked this record"),
     _("Without checked_on and sources readers are told that the record is unchecked. Look at it, then say when "
       "you did and where it is from.")),
    ("stale", _("The record was checked long ago"),
     _("Ask whether it is still right; then set checked_on to the day you asked.")),
    ("far-from-area", _("The point is far from its area"),
     _("The location lies farther from the middle of its area than three times the area's radius. Most often "
       "latitude and longitude are swapped, or the area is wrong.")),
    ("dissolved-place", _("It is held at a place that no longer exists"),
     _("The place is dissolved or merged. Name the place where it is held now, or end it.")),
    ("same-title", _("Two records have the same title"),
     _("Two records of one kind, at the same place, differ in marks and capitals at most: readers cannot tell them "
       "apart. Perhaps one was entered twice; else say in the title what is different.")),
    ("private-phone", _("A private phone number"),
     _("A mobile number mostly belongs to a person. Write the office's number under contacts; where the office has "
       "only a mobile, say in `role` which post answers it. Never put numbers into other texts.")),
    ("minor-unmarked", _("The story may tell of a child"),
     _("Of children less may be told: no family name, no school, no quarter, no picture. Where the story is of one, "
       "write subject_is_minor: true, and all of this is looked after.")),
    ("consent-expired", _("The consent has ended"),
     _("The story is shown no more. Ask again and write the new day under expires, or delete the story.")),
    ("consent-scope", _("The consent does not reach that far"),
     _("Who agreed did so for other uses only, so the site does not show the story, or not its picture and voice. Ask, "
       "and add site or photo to the scope. A child's picture or voice is never shown.")),
    ("consent-withdrawn", _("The consent was withdrawn"),
     _("The story is gone from everything that is built from now on. Delete the file when all copies are called "
       "back.")),
    ("stray-file", _("The file is not read"),
     _("It lies where no kind of record lies, or has another ending than the files of its folder (.yml; stories "
       ".md). Move or rename it.")),
    ("heavy-media", _("The file is heavy for a phone"),
     _("Make a picture at most 1280 pixels wide and save it as WebP or JPEG; let a recording last half a minute. "
       "People pay for what they load, and sticks are small.")),
    ("picture-tells-more", _("The picture tells more than is to be seen"),
     _("Cameras write their number and their owner into pictures, and a small copy of what it was before it was cut. "
       "Whoever downloads the picture can read it.")),
    ("unused-media", _("No record shows the file"),
     _("It is not on the site. Name it in a record, or delete it.")),
    ("page-warning", _("A page of content/ needs mending"),
     _("Most often a link leads nowhere, or the page's name is that of a list. The message names the page.")),
    ("unread-column", _("A column or sheet was not read"),
     _("Nobody knows what it is: its heading is none of a template's. Correct the heading, or say by --columns what "
       "stands below it.")),
    ("empty-catalogue", _("The catalogue has no records yet"),
     _("The site will show its pages, but nothing to learn. Add a centre and an offer.")),
)

_NOTICES = (
    ("mended-nfd", _("Composed letters from their parts"),
     _("The text came from a Mac or a PDF, where ế is three signs. It was read as one; nothing is to be done.")),
    ("mended-nbsp", _("Read a special space as a space"),
     _("The text came from a web page or Word. Nothing is to be done.")),
    ("mended-invisible", _("Left out signs that cannot be seen"),
     _("The text came from a chat or a PDF. Nothing is to be done.")),
    ("mended-eth", _("Read Ð as Đ"),
     _("The text came from an old typing program whose Ð is another letter that looks the same.")),
    ("mended-cell", _("Read a cell of a sheet otherwise than it is written"),
     _("A program or a habit had changed it, as a phone number that lost its zero. Look whether it is meant so.")),
)
# fmt: on

CODES: dict[str, Code] = {
    name: Code(name, severity, title, explanation)
    for severity, rows in (
        (Severity.ERROR, _ERRORS),
        (Severity.WARNING, _WARNINGS),
        (Severity.NOTICE, _NOTICES),
    )
    for name, title, explanation in rows
}
