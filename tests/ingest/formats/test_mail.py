"""Mail is read with its head, its text and what came with it, however it was written."""

import base64
from pathlib import Path

import pytest

from ingest.elements import ElementKind, ParsedFile, SourceFile
from ingest.errors import EmptyDocument
from ingest.formats.mail import read_eml

HEAD = b"From: Ada <ada@a.org>\nTo: Bob <bob@a.org>\nSubject: Leave\nDate: Mon, 1 Jan 2024 09:00:00 +0000\n"


def read(folder: Path, content: bytes, *, unpack: bool = False) -> ParsedFile:
    path = folder / "letter.eml"
    path.write_bytes(content)
    inside = folder / "inside"
    inside.mkdir(exist_ok=True)
    return read_eml(SourceFile(path, "letter.eml", unpack_to=inside if unpack else None))


def texts(parsed: ParsedFile) -> list[str]:
    return ["".join(run.text for run in each.runs) for each in parsed.elements]


def mixed(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    body = b"".join(b"--b\n" + part + b"\n" for part in parts)
    return HEAD + b"MIME-Version: 1.0\nContent-Type: multipart/" + kind + b'; boundary="b"\n\n' + body + b"--b--\n"


def attached(name: bytes, content: bytes = b"words") -> bytes:
    coded = base64.b64encode(content)
    return (
        b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="' + name + b'"\n\n' + coded
    )


def test_the_head_comes_first_and_the_subject_is_the_title(tmp_path: Path) -> None:
    letter = read(tmp_path, HEAD + b"\nHello.\n\n- one\n- two\n")
    assert letter.title == "Leave"
    assert texts(letter) == [
        "Leave",
        "From: Ada <ada@a.org>",
        "To: Bob <bob@a.org>",
        "Date: Mon, 1 Jan 2024 09:00:00 +0000",
        "Hello.",
        "one",
        "two",
    ]
    assert letter.elements[0].kind is ElementKind.HEADING
    assert letter.elements[-1].kind is ElementKind.ITEM


@pytest.mark.parametrize(
    "subject",
    [
        b"=?utf-8?B?0J7RgtC/0YPRgdC6?=",
        b"=?koi8-r?Q?=EF=D4=D0=D5=D3=CB?=",
        b"=?utf-8?Q?=D0=9E=D1=82=D0=BF?= =?utf-8?Q?=D1=83=D1=81=D0=BA?=",
        b"=?utf-8?B?0J7RgtC/0Q==?=\n =?utf-8?B?g9GB0Lo=?=",
        "Отпуск".encode(),
    ],
    ids=["base64", "quoted", "two words", "cut in a letter", "raw"],
)
def test_a_subject_is_read_however_it_is_coded(tmp_path: Path, subject: bytes) -> None:
    assert read(tmp_path, b"Subject: " + subject + b"\n\nwords").title == "Отпуск"


@pytest.mark.parametrize(
    ("charset", "written"),
    [("koi8-r", "koi8-r"), ("windows-1251", "cp1251"), ("us-ascii", "utf-8"), ("x-none", "utf-8"), ("utf-8", "cp1251")],
)
def test_a_body_is_read_whatever_charset_it_names(tmp_path: Path, charset: str, written: str) -> None:
    words = "Сотрудники имеют право на ежегодный отпуск."
    coded = base64.encodebytes(words.encode(written))
    kind = f'Content-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: base64\n\n'.encode()
    assert texts(read(tmp_path, HEAD + kind + coded))[-1] == words


def test_plain_text_is_preferred_to_the_same_as_a_page(tmp_path: Path) -> None:
    letter = mixed(
        b"Content-Type: text/plain\n\nHello Bob, the plan is ready.",
        b"Content-Type: text/html\n\n<p>Hello Bob, the <b>plan</b> is ready.</p>",
        kind=b"alternative",
    )
    assert texts(read(tmp_path, letter))[4:] == ["Hello Bob, the plan is ready."]


def test_the_page_is_read_where_the_plain_text_only_stands_in_for_it(tmp_path: Path) -> None:
    letter = mixed(
        b"Content-Type: text/plain\n\nSee the page.",
        b"Content-Type: text/html\n\n<p>Hello Bob, the plan for the whole year is ready now.</p>",
        kind=b"alternative",
    )
    assert texts(read(tmp_path, letter))[4:] == ["Hello Bob, the plan for the whole year is ready now."]


def test_a_table_in_the_page_is_kept_as_one(tmp_path: Path) -> None:
    letter = mixed(
        b"Content-Type: text/plain\n\nGrade Rate\nP3 58",
        b"Content-Type: text/html\n\n<table><tr><th>Grade<th>Rate</tr><tr><td>P3<td>58</tr></table>",
        kind=b"alternative",
    )
    assert read(tmp_path, letter).elements[-1].rows == (("Grade", "Rate"), ("P3", "58"))


def test_an_earlier_message_begins_under_a_heading_and_loses_its_marks(tmp_path: Path) -> None:
    body = b"\nYes.\n\nOn Mon, 1 Jan 2024 at 09:00, Bob <bob@a.org>\nwrote:\n\n> May I?\n> Really?\n"
    letter = read(tmp_path, HEAD + body)
    assert [(each.kind.value, each.level) for each in letter.elements[4:]] == [
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert texts(letter)[-1] == "May I?\nReally?"


def test_lines_that_flow_are_joined(tmp_path: Path) -> None:
    kind = b"Content-Type: text/plain; format=flowed\n\n"
    assert texts(read(tmp_path, HEAD + kind + b"The plan \nis ready.\n"))[-1] == "The plan is ready."


def test_attached_files_are_unpacked_under_names_that_lead_nowhere(tmp_path: Path) -> None:
    letter = mixed(
        b"Content-Type: text/plain\n\nHello.",
        attached(b"../../plan.pdf"),
        attached(b"plan.pdf", b"other"),
        b"Content-Type: image/png\nContent-ID: <1>\nContent-Disposition: inline; filename=x.png\n\nabc",
        b"Content-Type: message/rfc822\n\nSubject: Earlier\n\nOld words.",
    )
    members = read(tmp_path, letter, unpack=True).members
    assert [member.name for member in members] == ["plan.pdf", "plan (2).pdf", "Earlier.eml"]
    assert [member.content.read_bytes() for member in members[:2]] == [b"words", b"other"]
    assert b"Old words." in members[2].content.read_bytes()
    assert {member.content.parent for member in members} == {tmp_path / "inside"}


def test_no_file_is_written_where_none_is_wanted(tmp_path: Path) -> None:
    letter = read(tmp_path, mixed(b"Content-Type: text/plain\n\nHello.", attached(b"plan.pdf")))
    assert letter.members == ()
    assert list((tmp_path / "inside").iterdir()) == []


@pytest.mark.parametrize(
    "body",
    [
        b'Content-Type: multipart/encrypted; boundary="b"\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion'
        b": 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\nabc\n--b--\n",
        b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: base64\n\nMIAG",
        b"\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n",
    ],
    ids=["PGP", "S/MIME", "PGP in the text"],
)
def test_of_an_encrypted_message_the_head_is_read(tmp_path: Path, body: bytes) -> None:
    letter = read(tmp_path, HEAD + body)
    assert len(letter.elements) == 4
    assert letter.notes == ("The message's body is encrypted and was not read.",)


def test_a_signed_message_is_read_and_its_signature_left_out(tmp_path: Path) -> None:
    letter = mixed(
        b"Content-Type: text/plain\n\nHello.",
        b"Content-Type: application/pgp-signature; name=signature.asc\n\nabc",
        kind=b"signed",
    )
    parsed = read(tmp_path, letter, unpack=True)
    assert texts(parsed)[4:] == ["Hello."]
    assert parsed.members == ()
    assert parsed.notes == ()


def test_a_message_without_text_says_so(tmp_path: Path) -> None:
    letter = read(tmp_path, mixed(attached(b"plan.pdf")))
    assert len(letter.elements) == 4
    assert letter.notes == ("The message has no text of its own.",)


def test_a_message_of_nothing_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, b"   \n\n  \n")


@pytest.mark.parametrize(
    "content",
    [
        HEAD + b"Content-Type: multipart/mixed\n\nno boundary",
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nnever ended',
        HEAD + b"Content-Transfer-Encoding: base64\n\n!!!not base64 at all%%%",
        HEAD + b"Content-Type: text/plain; charset=\xff\xfe\n\nwords",
        b"Subject: =?utf-8?B?!!!?= =?x?y?z?=\nFrom: \xff\xfe\x00<<>\n\nwords",
        HEAD + b"Content-Type: ;;;===\nContent-Disposition: attachment; filename*=x''%ff%zz\n\nwords",
        HEAD + b"Content-Type: message/rfc822\n\n",
        HEAD + b"Content-Type: text/html\n\n<<<<>",
        HEAD + b"Content-Type: text/plain; charset=utf-7\n\n+AAA-\x00\x00\xff",
    ],
)
def test_a_damaged_message_gives_what_can_be_read(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content, unpack=True).elements
