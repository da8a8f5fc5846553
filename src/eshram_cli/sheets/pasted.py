"""A pasted message (WhatsApp, mail, standard input) as rows: a name and its figures a line.

`*Alauli* - 12,345`, `2) Gogri: ९८,७६५ (new 210)`, `अलौली 12,345 210` are rows of several cells; whatever has no figure,
or holds a date, is a title of one cell. Bullets, serial numbers and the sender's stamp of a forwarded message go.
"""

from __future__ import annotations

import re
import unicodedata

from eshram_cli.language.numerals import Count, read_count
from eshram_cli.sheets.decoding import tidy_lines
from eshram_cli.sheets.delimited import read_delimited
from eshram_cli.sheets.model import Cell

DIGIT = "[0-9०-९]"
NUMBER = rf"[+-]?{DIGIT}[0-9०-९,]*(?:\.{DIGIT}+)?%?"
STAMP = re.compile(
    rf"\[?{DIGIT}{{1,2}}/{DIGIT}{{1,2}}/{DIGIT}{{2,4}},? [^\]\n-]{{3,16}}(?:\]| -) (?:[^:\n]{{1,40}}: )?"
)
BULLET = re.compile(rf"(?:[*•●▪◆■✅✔➡👉️\s–—-]|\(?{DIGIT}{{1,3}}[.)](?=\s*[^\W\d]))+")
DATE = re.compile(
    rf"(?<!{DIGIT}){DIGIT}{{1,2}}\s*[./-]\s*{DIGIT}{{1,2}}\s*[./-]\s*{DIGIT}{{2,4}}(?!{DIGIT})"
    rf"|{DIGIT}{{1,2}}(?:st|nd|rd|th)?[ -]+[^\s\d]+[ ,-]+[2२][0०]{DIGIT}{{2}}(?!{DIGIT})"
    rf"|[^\s\d]+ {DIGIT}{{1,2}}, ?[2२][0०]{DIGIT}{{2}}(?!{DIGIT})"
)
FIGURES = re.compile(rf"{NUMBER}(?:[\s,;/|]+{NUMBER})*")
PARTED = re.compile(r"(?P<name>.*?[^\W\d_].*?)\s*(?:[:=–—]+|\s-+>?(?=\s)|\.{2,}|…|->)\s*(?P<rest>\S.*)")
SPACED = re.compile(rf"(?P<name>.*?[^\W\d_].*?)[\s,]+(?P<rest>{NUMBER}(?:[\s,;/|]+{NUMBER})*(?:\s*\(.*\))?)")
GLUED = re.compile(rf"(?P<name>.*[^\W\d_].*?)-(?P<rest>{NUMBER})")
MISSING = re.compile(r"(?P<name>.*?[^\W\d_].*?)\s*(?:[:=]\s*)?(?P<rest>\s-+|[–—]+)")
COUNTED = re.compile(rf"{DIGIT}|लाख|करोड़|हज़ार|हजार|सौ|शून्य|lakh|crore|thousand|\bnil\b|\bna\b|^-+$", re.IGNORECASE)
BRACKET = re.compile(r"(?P<first>[^(]*\S)\s*(?P<second>\(.*\))")


def pasted_rows(text: str) -> list[list[Cell]]:
    """The rows, one a line, blank lines as blank rows; a text with tabs, bars or commas like a CSV as such a table."""
    lines = tidy_lines(text).split("\n")
    if _delimited([line for line in lines if line.strip()]):
        return read_delimited("\n".join(lines)).rows
    rows = [_row(line) for line in lines]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _delimited(lines: list[str]) -> bool:
    """Whether a tab, a bar or a semicolon stands in most lines, or the first line is a heading with commas."""
    if any(2 * sum(mark in line for line in lines) > len(lines) for mark in "\t|;"):
        return True
    commas = lines[0].count(",") if lines else 0
    return commas > 0 and re.search(DIGIT, lines[0]) is None and all(line.count(",") >= commas for line in lines)


def _row(line: str) -> list[Cell]:
    plain = _plain(line)
    if not plain:
        return []
    parts = None if DATE.search(plain) else _split(plain)
    return [plain] if parts is None else [parts[0].strip(), *_figures(parts[1].strip())]


def _plain(line: str) -> str:
    """The line without the sender's stamp, bullets and the marks of bold and italic."""
    text = unicodedata.normalize("NFC", line).replace("\xa0", " ").replace("\u200e", "").strip()
    text = STAMP.sub("", text, count=1) if STAMP.match(text) else text
    bullet = BULLET.match(text)
    return re.sub(r"[*_~]", "", text[bullet.end() :] if bullet else text).strip()


def _split(plain: str) -> tuple[str, str] | None:
    """The name of a line and what it counts; None for a line without a figure."""
    parted = PARTED.fullmatch(plain)
    if parted and COUNTED.search(parted["rest"]):
        return parted["name"], parted["rest"]
    worded = _worded(plain)
    if worded:
        return worded
    match = GLUED.fullmatch(plain) or SPACED.fullmatch(plain) or MISSING.fullmatch(plain)
    return (match["name"], match["rest"]) if match else None


def _worded(plain: str) -> tuple[str, str] | None:
    """A name and one amount with words around its digits: `बेलदौर लगभग 25,000`, `Gogri 1.2 lakh approx`."""
    words = plain.split()
    digits = next((at for at, word in enumerate(words) if re.match(DIGIT, word)), 0)
    if not digits:
        return None if re.search(DIGIT, plain) else _spelt(words)
    plain_quality = _quality(words[digits:])
    worded = (at for at in range(max(1, digits - 3), digits) if _quality(words[at:]) not in {"", plain_quality})
    first = next(worded, digits)
    rest = " ".join(words[first:])
    return None if FIGURES.fullmatch(rest) or not _quality(words[first:]) else (" ".join(words[:first]), rest)


def _spelt(words: list[str]) -> tuple[str, str] | None:
    """A name and a number in words alone: `अलौली पाँच सौ`; single words such as "one" close a title too."""
    at = next((at for at in range(1, len(words) - 1) if _quality(words[at:])), None)
    return None if at is None or not COUNTED.search(words[-1]) else (" ".join(words[:at]), " ".join(words[at:]))


def _quality(words: list[str]) -> str:
    """How exact the amount is that the words are; blank where they are none."""
    found = read_count(" ".join(words))
    return found.quality if isinstance(found, Count) and found.value is not None else ""


def _figures(rest: str) -> list[Cell]:
    """Several figures as several cells; an amount in words, or one with its unit, as one."""
    bracket = BRACKET.fullmatch(rest)
    if bracket:
        return [*_figures(bracket["first"]), bracket["second"]]
    return list(re.findall(NUMBER, rest)) if FIGURES.fullmatch(rest) else [rest]
