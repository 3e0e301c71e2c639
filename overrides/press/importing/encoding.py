"""Turns the bytes of a file into text, and says when that took a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from press.importing.problem import Unreadable
from press.importing.report import Report, joined, quoted

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE)
LINE_END = re.compile(r"\r\n?|\n")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
LIKELY = ["cp1252", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "koi8_r", "shift_jis", "gb18030", "euc_kr", "big5"]
LATIN = ("cp1250", "cp1252", "cp1254")
STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as it is read under "surrogateescape"."""
WESTERN = re.compile("[\u00a0-\u017f\u2010-\u203a€™]")
"""Accents and signs of the prose that Windows-1252 gets strewn into; bytes of other encodings seldom make one of them by chance."""
FEW = 5
"""At most one letter in so many is read as a stray one: in Cyrillic or Japanese, nearly all are not UTF-8."""
MOST = 4
"""Where none of those stands, so many letters have to be UTF-8 for each that is not: some bytes of any encoding look like it."""
MOST_LINES = 12
PLAIN = re.compile(rb"[A-Za-z0-9 \t\r\n]")
"""Bytes that are the same letter in nearly every encoding."""
BINARY = "it holds no text but binary data; save the essay as plain text, Markdown, HTML or .docx"


def decoded(raw: bytes, report: Report) -> str:
    """Return the text with plain line ends, reporting any encoding but UTF-8; raises Unreadable when it is no text."""
    text = _text(raw, report)
    if CONTROLS.search(text):
        if len(CONTROLS.findall(text)) > 4 + len(text) // 200:
            raise Unreadable(BINARY)
        report.look_at.append("some control characters, which cannot be seen, were taken out of the text")
        text = CONTROLS.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")


def _text(raw: bytes, report: Report) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break
                raise Unreadable(
                    f"it starts as {encoding.upper()} and breaks at byte {error.start + len(mark):,}; save it again as UTF-8"
                ) from error
    raw = raw.removeprefix(MARKS[0][0])
    if raw.count(0) > len(raw) // 4:
        return _utf16(raw, report)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _mixed(raw, report) or _guessed(raw, report)


def _mixed(raw: bytes, report: Report) -> str:
    """Return UTF-8 text with Windows-1252 strewn in, or nothing when it is not that."""
    lines = LINE_END.split(raw.decode(errors="surrogateescape"))
    whole = "\n".join(lines)
    strays = len(STRAY.findall(whole))
    others = sum(1 for letter in STRAY.sub("", whole) if ord(letter) > 127)
    if strays * FEW > len(whole) or not (WESTERN.search(whole) or others >= MOST * strays):
        return ""
    numbers = [number for number, line in enumerate(lines, start=1) if STRAY.search(line)]
    words = dict.fromkeys(_with_strays_read(word) for word in re.findall(r"\S+", whole) if STRAY.search(word))
    report.guessed.append(
        f"two encodings stand side by side in the file: most is UTF-8, and what is not, {_on_lines(numbers)}, was read as Windows-1252"
    )
    report.look_at.append(f"the letters that were not UTF-8: {_some(words)}")
    return _with_strays_read(whole)


def _with_strays_read(text: str) -> str:
    """Return a text with each byte that is not UTF-8 as the letter that it is in Windows-1252."""
    return STRAY.sub(lambda stray: stray[0].encode(errors="surrogateescape").decode("cp1252", errors="replace"), text)


def _on_lines(numbers: list[int]) -> str:
    shown = [f"{number:,}" for number in numbers[:MOST_LINES]]
    more = [f"{len(numbers) - MOST_LINES:,} more"] if len(numbers) > MOST_LINES else []
    return f"on {'line' if len(numbers) == 1 else 'lines'} {joined([*shown, *more])}"


def _guessed(raw: bytes, report: Report) -> str:
    declared = DECLARED.search(raw[:2048])
    if declared:
        name = (declared[1] or declared[2]).decode()
        try:
            text = raw.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii", "utf-8") else name)
        except (LookupError, UnicodeDecodeError):
            pass
        else:
            report.guessed.append(f"the file was read in the encoding that it names, {name}")
            return text
    if raw.count(0) > 2:
        raise Unreadable(BINARY)
    best = from_bytes(raw, cp_isolation=LIKELY).best()
    if best is None and len(PLAIN.findall(raw)) * 2 < len(raw):
        raise Unreadable(BINARY)
    text, name = (str(best), best.encoding) if best else ("", LATIN[0])  # a few words with many accents are like no language
    if name in LATIN:
        # These differ from Windows-1252 in a few accents only, and it is what English prose is saved in.
        text, name = raw.decode("cp1252", errors="replace"), "Windows-1252"
    report.guessed.append(f"the file is not UTF-8 and was read as {name}; letters to compare: {_examples(text)}")
    return text


def _utf16(raw: bytes, report: Report) -> str:
    encoding = "utf-16-le" if raw[1::2].count(0) > raw[::2].count(0) else "utf-16-be"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(BINARY) from error
    report.guessed.append(f"the file does not say its encoding and was read as {encoding.upper()}")
    return text


def _examples(text: str) -> str:
    return _some(dict.fromkeys(word for word in re.findall(r"\S+", text) if any(ord(letter) > 127 for letter in word)))


def _some(words: Iterable[str]) -> str:
    return ", ".join(quoted(word) for word in list(words)[:5])
