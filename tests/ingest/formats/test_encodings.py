"""Bytes are read as the text their writer meant."""

import pytest

from ingest.errors import UnreadableFile
from ingest.formats.encodings import decoded, known_charset

WRITTEN = {
    "english": ("The allowance is £40 per day – “subsistence” included. It’s paid monthly.", ["cp1252"]),
    "one sign": ("It’s here.", ["cp1252"]),
    "french": ("Le congé annuel est accordé aux employés après six mois de service.", ["cp1252", "mac_roman"]),
    "spanish": ("¿Cuántos días de vacaciones tienen los empleados?", ["cp1252"]),
    "polish": ("Pracownik ma prawo do urlopu. Źródło: część kodeksu, który mówi o świadczeniach.", ["cp1250"]),
    "czech": ("Zaměstnanec má nárok na dovolenou. Příliš žluťoučký kůň úpěl ďábelské ódy.", ["cp1250", "iso8859-2"]),
    "turkish": ("Çalışanların yıllık izin hakkı yirmi gündür. Başvurular yöneticiye yapılır.", ["cp1254"]),
    "russian": ("Сотрудники имеют право на ежегодный отпуск.", ["cp1251", "koi8-r", "iso8859-5", "cp866"]),
    "greek": ("Οι εργαζόμενοι δικαιούνται ετήσια άδεια τριάντα ημερών.", ["cp1253", "iso8859-7"]),
    "hebrew": ("לכל העובדים יש זכות לחופשה שנתית של שלושים ימי עבודה.", ["cp1255", "utf-16-le", "utf-16-be"]),
    "arabic": ("يحق لجميع الموظفين الحصول على إجازة سنوية مدتها ثلاثون يوم عمل.", ["cp1256", "iso8859-6"]),
    "japanese": (
        "職員は年間三十日の年次休暇を取得する権利があります。\n申請は上司に提出してください。",
        ["cp932", "euc-jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-32"],
    ),
    "chinese": ("员工每年有权享受三十个工作日的年假。申请应提交给主管。", ["gb18030"]),
    "chinese of Taiwan": ("員工每年有權享受三十個工作日的年假。申請應提交給主管。", ["big5"]),
    "korean": ("직원은 매년 삼십 일의 연차 휴가를 사용할 권리가 있습니다.", ["euc-kr"]),
}
CASES = [
    pytest.param(words, charset, id=f"{language}, {charset}")
    for language, (words, charsets) in WRITTEN.items()
    for charset in ["utf-8", "utf-8-sig", *charsets]
]


@pytest.mark.parametrize(("words", "charset"), CASES)
def test_text_of_no_declared_charset_is_read_as_it_was_written(words: str, charset: str) -> None:
    assert decoded(words.encode(charset)) == words


def test_one_accent_in_a_long_english_text_is_found() -> None:
    words = "Meet at the café on Monday.\n" + "All staff should attend the meeting.\n" * 500
    assert decoded(words.encode("cp1252")) == words


def test_the_declared_charset_is_followed() -> None:
    assert decoded("Ç".encode("cp850"), "cp850") == "Ç"


def test_a_declared_charset_that_is_wrong_is_passed_over() -> None:
    assert decoded("Größe".encode(), "iso-8859-1") == "Größe"
    assert (
        decoded("Сотрудники имеют право на отпуск".encode("cp1251"), "us-ascii-7") == "Сотрудники имеют право на отпуск"
    )


def test_iso_8859_1_is_read_with_the_quotation_marks_of_windows() -> None:
    assert decoded(b"\x93leave\x94", "ISO-8859-1") == "“leave”"


def test_a_charset_of_seven_bits_is_read_where_it_is_declared() -> None:
    assert decoded(b"Hi Mom +Jjo-!", "utf-7") == "Hi Mom ☺!"


def test_a_damaged_byte_in_utf_8_costs_one_character() -> None:
    words = "ежегодный отпуск".encode()
    assert decoded(words + b"\xff") == "ежегодный отпуск\ufffd"


def test_line_ends_of_all_systems_become_one() -> None:
    assert decoded(b"one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_zeros_that_fill_up_a_file_are_left_out() -> None:
    assert decoded(b"annual leave" + bytes(500)) == "annual leave"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        bytes(100),
        bytes(range(1, 256)) * 20,
        b"\x7fELF\x02\x01\x01\0" * 50,
    ],
    ids=["image", "zeros", "every byte", "program"],
)
def test_bytes_of_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not a text file"):
        decoded(content)


def test_bytes_written_as_letters_are_no_text() -> None:
    with pytest.raises(UnreadableFile, match="base64"):
        decoded(b"V2hhdCBpcyBhIHdvcmQ/IE5vdCB0aGlzLCAxMjM0NSwgbm9yIHRoYXQu\n")


@pytest.mark.parametrize(
    "text", ["Annual leave", "A" * 64, "d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e"]
)
def test_long_words_are_text(text: str) -> None:
    assert decoded(text.encode()) == text


def test_an_empty_file_is_an_empty_text() -> None:
    assert decoded(b"") == ""


@pytest.mark.parametrize("name", ["", None, "x-unknown", "base64", "rot13", "utf\0-8"])
def test_what_names_no_charset_is_none(name: str | None) -> None:
    assert known_charset(name) is None


def test_a_zero_astray_in_a_text_is_left_out() -> None:
    assert decoded("Staff may take\0 leave – early.".encode()) == "Staff may take leave – early."
    assert decoded(b"Gr\xf6\xdfe und M\xe4ngel\0 sind zu melden.") == "Größe und Mängel sind zu melden."


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_file_of_nothing_but_a_byte_order_mark_is_empty(mark: bytes) -> None:
    assert decoded(mark) == ""
