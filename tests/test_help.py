"""What `--help` and a wrong option say: in Vietnamese to whoever reads that, else in English."""

from __future__ import annotations

import re
import unicodedata

import pytest
from click.testing import CliRunner, Result
from tests.running import BIN, environment, run

from langhoc.cli.commands import langhoc
from langhoc.cli.spoken import texts
from langhoc.i18n import translator

COMMANDS = {(): langhoc, **{(name,): command for name, command in langhoc.commands.items()}}
# The same in both languages.
SAME = {"MB"}
# One of them stands in each sentence of Click's.
CLICKS = re.compile(r"\b(usage|options|commands|default|required|try|error|missing|invalid|such|not|is|mean|got)\b")


def answered(*arguments: str, language: str = "vi_VN.UTF-8") -> Result:
    # What the commands set for this run is taken back, too.
    return CliRunner(env={"LC_ALL": language, "LANGUAGE": None, "COLUMNS": "80"}).invoke(langhoc, arguments)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("arguments", COMMANDS, ids=[" ".join(("langhoc", *names)) for names in COMMANDS])
def test_help_is_vietnamese(arguments: tuple[str, ...]) -> None:
    """A command's text, each option's, and what stands for values; of the English nothing is left. Lines are wrapped as
    they are seen.
    """
    page = answered(*arguments, "--help").stdout
    shown = in_one_line(page)
    assert page.startswith(" ".join(("Cách dùng: langhoc", *arguments)))
    for english in {*texts(COMMANDS[arguments])} - SAME:
        vietnamese = translator("vi")(english)
        assert vietnamese != english
        assert in_one_line(vietnamese) in shown
        assert not re.search(rf"(?<!\w){re.escape(in_one_line(english))}(?!\w)", shown)
    assert not CLICKS.search(shown.lower())
    assert max(map(len, page.splitlines())) <= 80
    assert unicodedata.is_normalized("NFC", page)


def test_the_list_of_commands_is_vietnamese() -> None:
    """Each with the beginning of its text."""
    rows = dict(re.findall(r"^  ([a-z]+)  +(.+)$", answered("--help").stdout.partition("Lệnh:")[2], re.MULTILINE))
    assert rows.keys() == langhoc.commands.keys()
    for name, told in rows.items():
        vietnamese = translator("vi")(next(texts(langhoc.commands[name])))
        assert vietnamese.startswith(told.removesuffix("..."))


WRONG = {
    "no such command": (["bild"], "Lỗi: Không có lệnh 'bild'. Có phải muốn gõ 'build'?"),
    "no such option": (["pack", "--areaa", "x"], "Lỗi: Không có tùy chọn '--areaa'. Có phải muốn gõ '--area'?"),
    "an option is missing": (["pack"], "Lỗi: Thiếu tùy chọn '-o' / '--output'."),
    "an argument is missing": (["stick"], "Lỗi: Thiếu 'ĐƯỜNG-DẪN'."),
    "its value is missing": (["pack", "-o"], "Lỗi: Sau tùy chọn '-o' phải có 1 giá trị."),
    "a value too many": (["check", "--strict=1"], "Lỗi: Tùy chọn '--strict' không đi kèm giá trị nào."),
    "an argument too many": (["key", "-o", "x", "y"], "Lỗi: Thừa: y"),
    "none of a few": (
        ["booklet", "-o", "x.pdf", "--paper", "a3"],
        "'a3' không phải là một trong các giá trị 'a5', 'a4'",
    ),
    "no number": (["serve", "--port", "x"], "Giá trị của '--port' không đúng: 'x' không phải là số"),
    "too large": (["serve", "--port", "99999"], "99999 nằm ngoài khoảng 0<=x<=65535."),
    "no such folder": (["comment", "nowhere"], "Lỗi: Giá trị của 'THƯ-MỤC' không đúng: không có 'nowhere'."),
    "no folder": (["report", "--issued", __file__], "là tệp, không phải thư mục."),
    "no day": (["check", "--today", "x"], "'x' không phải ngày ghi kiểu 2026-11-21"),
    "no address": (["build", "--cluster", "x"], "'x' không phải địa chỉ kiểu tcp://192.0.2.1:8786."),
    "no preview": (["comment", ".", "--preview", "x"], "'x' không phải địa chỉ kiểu https://…"),
    "no kind": (["export", "x", "-o", "x.csv"], "Không có loại “x”. Các loại là:"),
    "no encoding": (["import", "x", "--encoding", "x"], "'x' không phải bảng mã chữ"),
    "no area": (["zim", "-o", "x.zim", "--area", ""], "hoặc bỏ --area đi."),
    "another ending": (["export", "offer", "-o", "x.txt"], "Lỗi: Tên x.txt phải kết thúc bằng .xlsx hoặc .csv."),
    "nothing named": (["add"], "Lỗi: Hãy ghi một loại bản ghi"),
    "nothing to print": (["poster", "-o", "x.pdf"], "Lỗi: Hãy ghi một bản ghi, hoặc --area"),
    "nothing to take in": (["import"], "Lỗi: Hãy ghi tên tệp cùng --kind, hoặc thêm --inbox."),
    "rows of what": (["import", "x.csv"], "Lỗi: Thiếu --kind"),
    "one file for several": (["photo", "a", "b", "-o", "x.jpg"], "Lỗi: Nhiều hình thì phải ghi vào một thư mục"),
    "no key": (["verify", ".", "--key", "x"], "Lỗi: 'x' không phải tệp khoá công khai"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_option_is_answered_in_vietnamese(arguments: list[str], said: str) -> None:
    """What is wrong and how it is mended, and where there is help; with 2, as ever."""
    answer = answered(*arguments)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert not CLICKS.search(re.sub(r"'.*?'", "", answer.stderr).lower())
    if "Cách dùng" in answer.stderr:
        assert re.search(r"^Gõ 'langhoc.* --help' để xem hướng dẫn\.$", answer.stderr, re.MULTILINE)


def test_english_is_as_it_was() -> None:
    """Who has an English computer reads click's own words, and the texts as they are written."""
    page = answered("serve", "--help", language="en_GB.UTF-8").stdout
    assert page.startswith("Usage: langhoc serve [OPTIONS]\n\n  Show the site on this computer")
    assert "--port INTEGER RANGE  0 takes any free one.  [default: 8000; 0<=x<=65535]" in page
    assert page.endswith("Show this message and exit.\n")
    wrong = answered("pack", language="en_GB.UTF-8")
    assert (wrong.exit_code, wrong.stderr) == (
        2,
        "Usage: langhoc pack [OPTIONS]\nTry 'langhoc pack --help' for help.\n\n"
        "Error: Missing option '-o' / '--output'.\n",
    )


def test_the_language_can_be_named() -> None:
    """`--lang` says more than the computer: of the help, and of what is wrong."""
    assert answered("--lang", "en", "--help").stdout.startswith("Usage: langhoc")
    assert "Error: Missing argument 'PATH'." in answered("--lang", "en", "verify").stderr
    assert "Lỗi: Thiếu 'ĐƯỜNG-DẪN'." in answered("--lang", "vi", "verify", language="en_GB.UTF-8").stderr


def test_a_process_of_its_own_speaks_vietnamese() -> None:
    """As it is run, also where the computer has no language, or asks for another one by LANGUAGE."""
    for variables in ({"LANG": "vi_VN.UTF-8"}, {"LANG": "C"}, {"LANG": "vi_VN.UTF-8", "LANGUAGE": "en:fr"}):
        said = run(BIN / "langhoc", "verify", "--hlep", env=environment(**variables))
        assert said.returncode == 2
        assert said.stderr.endswith("Lỗi: Không có tùy chọn '--hlep'. Có phải muốn gõ '--help'?\n")
