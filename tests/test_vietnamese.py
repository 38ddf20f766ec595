"""Vietnamese text: what a reader finds, sees in order, and calls; Python and the page's JavaScript agree."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cmp_to_key
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langhoc.vietnamese import Cleaned, clean, fold, is_clean, phone, slug, sort_key, words

ROOT = Path(__file__).parent.parent
CASES = json.loads((ROOT / "tests/fixtures/fold.json").read_text(encoding="utf-8"))

# One process answers every question, a line each, so that hypothesis can shrink what it finds. The script
# runs as a page would run it, not as a module.
NODE = """
const { readFileSync } = require("fs");
require("vm").runInThisContext(readFileSync(process.argv[1], "utf8"));
const order = new Intl.Collator("vi", { numeric: true });
const answers = {
  fold: (text) => [langhoc.fold(text), langhoc.words(text)],
  compare: ([one, other]) => Math.sign(order.compare(one, other)),
  known: (text) => !/\\P{Assigned}/u.test(text),
};
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [question, items] = JSON.parse(line);
  console.log(JSON.stringify(items.map(answers[question])));
});
"""

Ask = Callable[[str, list[Any]], list[Any]]


@pytest.fixture(scope="module")
def node() -> Iterator[Ask]:
    program = shutil.which("node")
    assert program, "the suite needs Node.js: it holds the page's JavaScript to its Python twin"
    command, pipe = [program, "-e", NODE, str(ROOT / "theme/scripts/fold.js")], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def ask(question: str, items: list[Any]) -> list[Any]:
            stdin.write(json.dumps([question, items]) + "\n")
            stdin.flush()
            answers: list[Any] = json.loads(stdout.readline())
            return answers

        yield ask
        stdin.close()


SYLLABLES = [
    *["Phường", "xã", "Tân", "Bình", "Thuỷ", "Thủy", "hoà", "hòa", "Đắk", "đường", "Ðại", "Thanh", "Trì"],
    *["Thạnh", "Trị", "ngã", "nghĩa", "yên", "ỷ", "4", "14", "004"],
]
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
FORMS = ("NFC", "NFD")

any_text = st.text(st.characters(exclude_categories=["Cs", "Cn"]))
vietnamese_text = st.builds(
    lambda parts, form: unicodedata.normalize(form, " ".join(parts)),
    st.lists(st.sampled_from(SYLLABLES) | st.text(LETTERS + LETTERS.upper(), min_size=1, max_size=4), max_size=8),
    st.sampled_from(FORMS),
)
noisy_text = st.text(LETTERS + "Đ0123456789 .,-\n\r\u00a0\u200b\u200e\u0301\u0302\u0306\u031b\u0323ðÐƉİΣςß")
texts = vietnamese_text | noisy_text | any_text


# --- clean -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Phường Bình Dương", Cleaned("Phường Bình Dương", ())),
        ("Thu\u0309 Đu\u031b\u0301c", Cleaned("Thủ Đức", ("nfd",))),
        ("viê\u0323t", Cleaned("việt", ("nfd",))),
        ("lớp\u00a0học\u202fchữ", Cleaned("lớp học chữ", ("nbsp",))),
        ("\ufeffhọc\u200e chữ\u200b", Cleaned("học chữ", ("invisible",))),
        ("Ðại học ðường", Cleaned("Đại học đường", ("eth",))),
        ("Ɖại học", Cleaned("Đại học", ("eth",))),
        ("e\u200b\u0301", Cleaned("é", ("invisible", "nfd"))),
        (
            "Ðu\u031bo\u031b\u0300ng\u00a0số\u200e 5",
            Cleaned("Đường số 5", ("eth", "invisible", "nbsp", "nfd")),
        ),
    ],
)
def test_pasted_text_is_mended_and_says_how(text: str, mended: Cleaned) -> None:
    """An editor's paste comes out as typed Vietnamese, with the sorted keys of what was wrong."""
    assert clean(text) == mended


@pytest.mark.parametrize("text", ["það /ðə/ maður", "👩\u200d🏫", "hòa và hoà", "tieengs Vieetj", "a\r\n\tb"])
def test_what_only_looks_odd_is_left_alone(text: str) -> None:
    """Icelandic, phonetics, joined emoji, both tone placements, Telex and tabs are the writer's own."""
    assert clean(text) == Cleaned(text, ())


@given(texts)
def test_cleaning_keeps_every_line(text: str) -> None:
    """A mended file has the lines it had, so that a fault can still be shown by its line number."""
    assert clean(text).text.count("\n") == text.count("\n")


@given(texts)
def test_clean_text_needs_no_more_cleaning(text: str) -> None:
    """What was saved clean is never reported again."""
    once = clean(text).text
    assert clean(once) == Cleaned(once, ())
    assert unicodedata.is_normalized("NFC", once)


@given(texts | st.text(st.sampled_from("aế \n\t\u0301\u00a0\u200b\u200d\u2028\u0085Ðð👩\ufeff")))
def test_what_is_seen_to_be_clean_is_not_mended(text: str) -> None:
    """The quick look never takes a text for clean that is not: the longer way round finds nothing in it either."""
    if is_clean(text):
        assert clean(f"{text}\n\u200b") == Cleaned(f"{text}\n", ("invisible",))


@given(vietnamese_text)
def test_cleaning_does_not_change_what_a_search_finds(text: str) -> None:
    """A name is found by the same words before and after it was mended."""
    assert fold(clean(text).text) == fold(text)


# --- fold and words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_shared_cases_fold_as_written(case: dict[str, Any]) -> None:
    """Python gives the answers of tests/fixtures/fold.json."""
    assert (fold(case["in"]), words(case["in"])) == (case["fold"], case["words"])


def test_the_page_gives_the_answers_of_the_shared_cases(node: Ask) -> None:
    """JavaScript gives the answers of tests/fixtures/fold.json, so a reader finds what the index holds."""
    answers = node("fold", [case["in"] for case in CASES])
    assert answers == [[case["fold"], case["words"]] for case in CASES]


@given(text=texts)
@settings(deadline=None)
def test_page_and_index_fold_any_text_alike(node: Ask, text: str) -> None:
    """No text is folded one way when the site is built and another way in the search box."""
    if node("known", [text]) == [True]:
        assert node("fold", [text]) == [[fold(text), words(text)]]


def test_page_and_index_fold_every_character_alike(node: Ask) -> None:
    """Each character that both Unicode versions know folds alike, alone and after a letter."""
    assigned = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    known = [character for character, is_known in zip(assigned, node("known", assigned), strict=True) if is_known]
    assert len(known) > 140_000
    sample = known + ["a" + character for character in known]
    answers = node("fold", sample)
    assert [(text, *answer) for text, answer in zip(sample, answers, strict=True)] == [
        (text, fold(text), words(text)) for text in sample
    ]


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text may be folded again, at any step, without harm."""
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_every_way_of_composing_a_text_folds_alike(text: str) -> None:
    """A list typed on a Mac (NFD) is found as one typed on Windows (NFC)."""
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(vietnamese_text)
def test_vietnamese_folds_to_plain_letters(text: str) -> None:
    """Someone without a Vietnamese keyboard can type every folded word."""
    assert fold(text).isascii()
    assert all(re.fullmatch("[a-z0-9]+", word) for word in words(text))


# --- slug ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lớp học chữ: buổi tối – Phường 4", "lop-hoc-chu-buoi-toi-phuong-4"),
        ("  ĐƯỜNG số_5  ", "duong-so-5"),
        ("½ buổi", "1-2-buoi"),
        ("…!?", ""),
        ("学习", ""),
        ("a" * 100, "a" * 80),
        ("b" * 79 + " cc", "b" * 79),
        ("b" * 77 + " cc d", "b" * 77 + "-cc"),
    ],
)
def test_a_name_becomes_an_address(text: str, name: str) -> None:
    """An address is plain, readable, at most 80 characters, and ends with a whole word."""
    assert slug(text) == name


@given(texts)
def test_a_slug_is_always_safe_in_an_address(text: str) -> None:
    """Whatever the title, the address has only small letters, digits and single hyphens."""
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert len(slug(text)) <= 80
    assert slug(slug(text)) == slug(text)


# --- order -----------------------------------------------------------------------------------------------

# By CLDR's common/collation/vi.xml: letters, then tones (none, huyền, hỏi, ngã, sắc, nặng), then small first.
IN_ORDER = [
    *["“a”", "(a)", "4", "Phường 4", "Phường 14", "Phường 100", "Phường An Khánh", "Phường An Lạc"],
    *["Thanh Trì", "Thạnh Trị", "xa", "xA", "Xa", "xà", "Xà", "xả", "xã", "Xã", "xá", "xạ"],
    *["xă", "xằ", "xâ", "xb", "ya", "yă", "yâ", "yb", "yc", "yd", "yđ", "ye", "yẹ", "yê", "yf"],
    *["yi", "yj", "yk", "yo", "yô", "yơ", "yp", "yu", "yư", "yv", "yw", "yx", "yy", "yz"],
]
SHUFFLED = random.Random(0).sample(IN_ORDER, len(IN_ORDER))
SIGNS = " _-–—,;:!?.…'‘’\"“”()[]{}@*/\\&#%+<=>|~$₫0123456789"
# ICU takes Ð for a kind of D; what is sorted has been cleaned of it.
sortable_text = vietnamese_text.map(lambda text: text.replace("Ð", "Đ")) | st.text(
    LETTERS + LETTERS.upper() + SIGNS + "0123456789" * 3, max_size=12
)


def test_lists_stand_in_the_order_of_a_vietnamese_dictionary() -> None:
    """Names come in the order a reader expects, with Phường 4 before Phường 14."""
    assert sorted(SHUFFLED, key=sort_key) == IN_ORDER


def test_the_page_sorts_that_list_alike(node: Ask) -> None:
    """A table that the page sorts again keeps the order the site was built with."""
    assert node("compare", [list(pair) for pair in pairwise(IN_ORDER)]) == [-1] * (len(IN_ORDER) - 1)


@given(one=sortable_text, other=sortable_text)
@settings(deadline=None)
def test_any_two_names_sort_as_in_the_browser(node: Ask, one: str, other: str) -> None:
    """Letters, tones, case, numbers and signs weigh as `Intl.Collator('vi', {numeric: true})` weighs them."""
    here = (sort_key(one) > sort_key(other)) - (sort_key(one) < sort_key(other))
    assert node("compare", [[one, other]]) == [here]


def test_the_order_is_that_of_icu() -> None:
    """ICU, by way of PyICU, gives the same order."""
    icu = pytest.importorskip("icu", reason="pyicu-wheels (18 MB) is not among the development tools")
    collator = icu.Collator.createInstance(icu.Locale("vi"))
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    assert sorted(SHUFFLED, key=cmp_to_key(collator.compare)) == IN_ORDER


@given(texts, texts)
def test_any_texts_can_be_sorted_in_any_composed_form(one: str, other: str) -> None:
    """Sorting never fails, and a name in NFD stands where its NFC twin stands."""
    assert sorted([one, other], key=sort_key)
    assert sort_key(unicodedata.normalize("NFD", one)) == sort_key(unicodedata.normalize("NFC", one))


def test_a_number_of_any_length_sorts() -> None:
    """A run of ten thousand digits, pasted by mistake, does not stop the build."""
    assert sort_key("9" * 10_000) < sort_key("1" + "0" * 10_000)
    assert sort_key("Phường 04") == sort_key("Phường 4")


# --- phone -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "display", "uri", "kind"),
    [
        ("0903 123 456", "0903 123 456", "tel:+84903123456", "mobile"),
        ("0903.123.456", "0903 123 456", "tel:+84903123456", "mobile"),
        ("0903–123–456", "0903 123 456", "tel:+84903123456", "mobile"),
        ("+84 903 123 456", "0903 123 456", "tel:+84903123456", "mobile"),
        ("(+84) 0903 123 456", "0903 123 456", "tel:+84903123456", "mobile"),
        ("84903123456", "0903 123 456", "tel:+84903123456", "mobile"),
        ("\u202d0903\u00a0123\u00a0456\u202c", "0903 123 456", "tel:+84903123456", "mobile"),
        ("028 3822 5055", "028 3822 5055", "tel:+842838225055", "landline"),
        ("(028) 3822.5055", "028 3822 5055", "tel:+842838225055", "landline"),
        ("+84 (0)28 3822 5055", "028 3822 5055", "tel:+842838225055", "landline"),
        ("0084 28 3822 5055", "028 3822 5055", "tel:+842838225055", "landline"),
        ("0274 3822 555", "0274 3822 555", "tel:+842743822555", "landline"),
        ("1900 6600", "1900 6600", "tel:19006600", "hotline"),
        ("1900545545", "1900 545 545", "tel:1900545545", "hotline"),
        ("1800.1567", "1800 1567", "tel:18001567", "hotline"),
        ("+84 1900 6600", "1900 6600", "tel:19006600", "hotline"),
        ("111", "111", "tel:111", "short"),
        ("115", "115", "tel:115", "short"),
        ("1022", "1022", "tel:1022", "short"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, display: str, uri: str, kind: str) -> None:
    """A number shows grouped and calls the right line; hotlines and short numbers are dialled without +84."""
    read = phone(text)
    assert read
    assert (read.display, read.uri, read.kind) == (display, uri, kind)


@pytest.mark.parametrize("text", ["903123456", "2838225055", "1689333999"])
def test_a_number_that_lost_its_zero_in_a_spreadsheet_is_read(text: str) -> None:
    """Excel drops the leading zero; what is left still names one line."""
    read = phone(text)
    assert read == phone("0" + text)
    assert read


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("08 3822 5055", "028 3822 5055"),
        ("(08) 38225055", "028 3822 5055"),
        ("08.38225055", "028 3822 5055"),
        ("(84-8) 3822 5055", "028 3822 5055"),
        ("+84 (0)8 3822 5055", "028 3822 5055"),
        ("04 3942 1123", "024 3942 1123"),
        ("064 3852 123", "0254 3852 123"),
        ("0650.3.822.555", "0274 3822 555"),
        ("025 3812 345", "0205 3812 345"),
        ("0240 3854 123", "0204 3854 123"),
    ],
)
def test_a_landline_from_before_2017_gets_its_new_area_code(text: str, display: str) -> None:
    """A number copied from an old notice calls the same office, not somebody's mobile."""
    read = phone(text)
    assert read
    assert (read.display, read.kind) == (display, "landline")


@pytest.mark.parametrize("text", ["0838225055", "0838 225 055", "083 822 5055", "+84838225055", "077 386 2345"])
def test_a_mobile_that_shares_its_digits_with_an_old_landline_stays_a_mobile(text: str) -> None:
    """Unless the old area code stands apart, today's numbering plan is meant."""
    read = phone(text)
    assert read
    assert read.kind == "mobile"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *[("0120", "070"), ("0121", "079"), ("0122", "077"), ("0126", "076"), ("0128", "078")],
        *[("0123", "083"), ("0124", "084"), ("0125", "085"), ("0127", "081"), ("0129", "082")],
        *[("0162", "032"), ("0163", "033"), ("0164", "034"), ("0165", "035"), ("0166", "036")],
        *[("0167", "037"), ("0168", "038"), ("0169", "039")],
        *[("0186", "056"), ("0188", "058"), ("0199", "059")],
    ],
)
def test_an_eleven_digit_mobile_gets_its_number_of_2018(old: str, new: str) -> None:
    """The last seven digits stay; the prefix is the one the operator gave."""
    read = phone(f"{old} 933 3999")
    assert read
    assert read.uri == f"tel:+84{new[1:]}9333999"
    assert read.kind == "mobile"


@pytest.mark.parametrize(
    ("text", "display", "uri"),
    [
        ("028 3822 5055 ext. 12", "028 3822 5055 ext 12", "tel:+842838225055;ext=12"),
        ("028 3822 5055 (máy lẻ 105)", "028 3822 5055 máy lẻ 105", "tel:+842838225055;ext=105"),
        ("08 3822 5055, số nội bộ: 7", "028 3822 5055 số nội bộ 7", "tel:+842838225055;ext=7"),
        ("1900 6600 nha\u0301nh 2", "1900 6600 nhánh 2", "tel:19006600;ext=2"),
    ],
)
def test_an_extension_is_kept_in_its_writers_words(text: str, display: str, uri: str) -> None:
    """The caller sees what to ask for, and the telephone dials it."""
    read = phone(text)
    assert read
    assert (read.display, read.uri) == (display, uri)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gọi chi hội",
        "3822 5055",
        "0903 123",
        "028 3822 5055 - 0903 123 456",
        "0903 123 456 (chị Lan)",
        "+1 202 555 0100",
        "999",
        "0903 ١٢٣ 456",
        "(077) 3862 345",
        "08 8812 3456",
        "1" + " " * 10_000 + "x",
    ],
)
def test_what_is_no_number_or_may_be_two_is_refused(text: str) -> None:
    """Better no number than a stranger's: no area code, two at once, another country, or undecidable."""
    assert phone(text) is None


@given(texts | st.text("0123456789 +().-extmáylẻ", max_size=24))
@settings(deadline=None)
def test_reading_a_number_never_fails_and_settles(text: str) -> None:
    """Any input gives a number or none, and the number shown, read again, is the same number."""
    read = phone(text)
    assert read is None or phone(read.display) == read
