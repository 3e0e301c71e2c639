"""Bytes become the letters that were typed, also where two encodings stand side by side; what took a guess is said."""

from __future__ import annotations

import pytest

from press.importing.encoding import decoded
from press.importing.problem import Unreadable
from press.importing.report import Report

ENGLISH = "On the stairs they met, and each of them was sure that the other one had been asked to bring the key. " * 3
GERMAN = "Draußen saß man früher länger, und drinnen hörte man es „genauso“. Es hieß „Spaß“, für uns wäre es Mühe. "
FRENCH = "L’été dernier, à l’école, nous étions assis près de la fenêtre ; personne n’a demandé la clé, et l’on s’est levé après. "
RUSSIAN = "Её ключ лежал на лестнице, и никто не знал, чей он. Её звали дважды. "
JAPANESE = "少しずつ近づくと、つづきが聞こえる。気づくのはいつもあとで、つかのまのことだった。" * 4


def read(raw: bytes) -> tuple[str, Report]:
    report = Report()
    return decoded(raw, report), report


@pytest.mark.parametrize("first", ["A naïve café.", "“So,” she said.", "Γνῶθι σεαυτόν, said the wall, and nobody did."])
@pytest.mark.parametrize("second", ["A déjà vu.", "À la carte, für Zoë – à peu près.", "“Quite,” he’d said…"])
def test_what_is_utf8_is_read_as_that_and_only_the_rest_is_not(first: str, second: str) -> None:
    text = f"{first}\n{second}\n{ENGLISH}\n{first}\n"
    lines = [line.encode("cp1252" if line == second else "utf-8") for line in text.split("\n")]
    got, report = read(b"\n".join(lines))
    assert got == text
    assert report.guessed == [
        "two encodings stand side by side in the file: most is UTF-8, and what is not, on line 2, was read as Windows-1252"
    ]


def test_the_letters_that_were_not_utf8_are_shown_and_no_others() -> None:
    got, report = read("A naïve café.\n".encode() + "A déjà vu.\n".encode("cp1252"))
    assert got == "A naïve café.\nA déjà vu.\n"
    assert report.look_at == ["the letters that were not UTF-8: “déjà”"]


def test_two_encodings_in_one_line_are_told_apart() -> None:
    got, report = read("A naïve ".encode() + "déjà vu\r\n".encode("cp1252") + "in a café, ".encode() + "née so\r\n".encode("cp1252"))
    assert got == "A naïve déjà vu\nin a café, née so\n"
    assert "on lines 1 and 2, was read" in report.guessed[0]


def test_many_lines_are_not_all_numbered() -> None:
    _, report = read(("A naïve café.\n" * 2).encode() + "A café, once more.\n".encode("cp1252") * 20)
    assert "on lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and 8 more, was read" in report.guessed[0]


def test_a_byte_that_means_nothing_does_not_spoil_the_rest() -> None:
    got, report = read("A naïve café, ".encode() + b"so\x9d to speak.")
    assert got == "A naïve café, so\ufffd to speak."
    assert report.look_at == ["the letters that were not UTF-8: “so\ufffd”"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), (GERMAN + "CAFÉ” ", "cp1252"), (RUSSIAN * 4, "cp1251"), (JAPANESE, "shift_jis"), (FRENCH, "cp1252")],
    ids=["German", "German with letters that look like UTF-8", "Russian", "Japanese", "French"],
)
def test_a_file_in_one_other_encoding_is_read_as_a_whole(text: str, encoding: str) -> None:
    got, report = read(text.encode(encoding))
    assert got == text
    assert "two encodings" not in str(report)


@pytest.mark.parametrize(
    "text",
    [
        "Été à Créteil, où l’élève rêvé a été gâté.",
        "Déjà là, zéro élève gêné à même l’hôtel",
        "çà et là, dès l’été, où j’ai été élevé; ça m’a plu, à toi, à moi, à nous, à mère, à père",
    ],
)
def test_a_few_words_with_many_accents_are_text(text: str) -> None:
    got, report = read(text.encode("cp1252"))
    assert got == text
    assert "was read as Windows-1252" in report.guessed[0]


def test_bytes_that_are_no_letters_are_no_text() -> None:
    with pytest.raises(Unreadable, match="binary data"):
        read(bytes(range(128, 256)) * 9)
