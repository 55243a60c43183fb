"""Subtitles are read as what is said, by whom."""

from pathlib import Path

import pytest

from ingest.elements import SourceFile
from ingest.errors import EmptyDocument
from ingest.formats.subtitles import read_vtt


def said(folder: Path, content: str) -> list[str]:
    path = folder / "film.vtt"
    path.write_bytes(content.encode())
    parsed = read_vtt(SourceFile(path, "film.vtt"))
    return ["".join(run.text for run in each.runs) for each in parsed.elements]


def test_the_cues_of_one_speaker_are_one_paragraph(tmp_path: Path) -> None:
    film = (
        "WEBVTT - Title\n\nNOTE not this\nnor this\n\nSTYLE\n::cue { color: red }\n\n"
        "1\n00:01.000 --> 00:02.000 align:left\n<v Ada>We ask\n\n"
        "00:02.000 --> 00:03.000\n<v.loud Ada><i>early</i> &amp; often.\n\n"
        "00:03.000 --> 00:04.000\n<v Bob>Yes.</v> <v Ada>No.\n"
    )
    assert said(tmp_path, film) == ["Ada: We ask early & often.", "Bob: Yes.", "Ada: No."]


def test_a_pause_after_a_sentence_begins_a_paragraph(tmp_path: Path) -> None:
    film = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>One</i>\r\n\r\n2\r\n"
        "00:00:08,000 --> 00:00:09,000\r\nsentence.\r\n\r\n"
        "3\r\n00:00:20,000 --> 00:00:21,000\r\nAnother.\r\n"
    )
    assert said(tmp_path, film) == ["One sentence.", "Another."]


def test_lines_that_roll_on_are_read_once(tmp_path: Path) -> None:
    film = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nhello there\n\n"
        "00:02.000 --> 00:03.000\nhello there\nmy<00:02.500><c> friend</c>\n\n"
        "00:03.000 --> 00:04.000\nmy friend\n"
    )
    assert said(tmp_path, film) == ["hello there my friend"]


def test_subtitles_without_words_are_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        said(tmp_path, "WEBVTT\n\nNOTE nothing\n")
