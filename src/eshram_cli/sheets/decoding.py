"""Bytes as text, in the order: byte order mark, UTF-16 without one, UTF-8, UTF-7, cp1252.

Libraries that guess get the real ones wrong: a UTF-7 sheet opens silently as garbage, and UTF-8 with one broken byte
turns into mojibake. Each step here is taken only on proof.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 1 << 16
SHIFTED = re.compile(rb"\+[A-Za-z0-9+/]{3,}")
PROOF_OF_UTF7 = re.compile('["\xa0\u0900-\u097f]')
"""What offices' texts hold that UTF-7 must write in its own way: the quote, the hard space, Devanagari."""
UNLIKELY = re.compile("[^\t-\r\x20-\x7e\xa0-\u024f\u0900-\u0d7f\u2000-\u22ff\ufeff]")
"""What plain text decodes to when it is no UTF-7: a telephone number becomes three letters of some far script."""
CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
CONTROL_SHARE = {"cp1252": 0.005}
STRAY_SHARE = 0.05
"""At most so many of a text's characters may be control characters: a terminal or an old printer left a few in cells.
Any bytes may be cp1252, so there it is far less."""
BROKEN_SHARE = 0.02
"""At most so many of the characters beyond ASCII may be broken for a text still to count as UTF-8."""


class Decoded(NamedTuple):
    """The text, the encoding's name, and how many characters were broken and stand as U+FFFD."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of a file; None where the bytes are no text: it holds a zero character, or many control characters."""
    decoded = _marked(data) or _utf16(data) or _utf8(data) or _strictly(data, "cp1252")
    if decoded is None:
        return None
    sample = decoded.text[:SAMPLE]
    most = CONTROL_SHARE.get(decoded.encoding, STRAY_SHARE) * len(sample)
    return None if "\0" in decoded.text or len(CONTROL.findall(sample)) > most else decoded


def tidy_lines(text: str) -> str:
    """The text with every line end as `\\n`; old Macs wrote a bare `\\r`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, text.count("\ufffd"))
    return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: digits, commas and line ends have a zero byte, always on the same side."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) == 0 or min(even, odd) * 20 > max(even, odd):
        return None
    return _strictly(data, "utf-16-le" if odd >= even else "utf-16-be")


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, maybe with a few broken bytes, as a cut download has; UTF-7 where something proves it."""
    if data.isascii():
        shifted = _strictly(data, "utf-7") if SHIFTED.search(data) else None
        likely = shifted and not UNLIKELY.search(shifted.text)
        proven = likely and shifted and len(PROOF_OF_UTF7.findall(shifted.text)) > data.count(b'"')
        return shifted if proven else Decoded(data.decode("ascii"), "utf-8")
    if strict := _strictly(data, "utf-8"):
        return strict
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = sum(map(text.count, set(text) - set(map(chr, range(128))))) - broken
    return Decoded(text, "utf-8", broken) if broken <= max(1, beyond * BROKEN_SHARE) and beyond > 2 else None


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, ValueError):
        return None
