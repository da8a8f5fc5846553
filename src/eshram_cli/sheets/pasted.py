"""A message (WhatsApp, mail, standard input, or saved as a text file) as rows: a name and its figures a line.

`*Alauli* - 12,345`, `2) Gogri: ९८,७६५ (new 210)`, `1️⃣ अलौली 👉 12,345 🙏` are rows of several cells; whatever has no
figure, or holds a date, is a title of one cell. Bullets, emoji, serial numbers and the sender's stamp of a forwarded
message or an exported chat go; what is struck out (`~31,200~`) goes too. Each line that is read is echoed, and each
that is not is named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from eshram_cli.language.dates import find_date
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.language.written import show_date
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets.decoding import tidy_lines
from eshram_cli.sheets.model import Cell, Grid

DIGIT = "[0-9०-९]"
NUMBER = rf"[+-]?\.?{DIGIT}[0-9०-९,]*(?:\.{DIGIT}+)?%?"
STAMP = re.compile(
    rf"\[?(?P<day>{DIGIT}{{1,2}}[/.-]{DIGIT}{{1,2}}[/.-]{DIGIT}{{2,4}}),? [^\]\n-]{{3,16}}(?:\]| -) "
    r"(?P<sender>[^:\n]{1,40}: )?"
)
BULLET = re.compile(rf"(?:[*•●▪◆■\s>–—-]|\(?{DIGIT}{{1,3}}\s?[.):–-](?=\s*[^\W\d]))+")
KEYCAP = re.compile(rf"(?:{DIGIT}\ufe0f?\u20e3)+")
EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff]")
STRUCK = re.compile(r"~[^~\n]+~")
SERIAL = re.compile(rf"({DIGIT}{{1,3}})\s+(?=[^\W\d])")
FIELD = re.compile(r"(?<!\d),(?!\s)|,(?![\s\d])|,\s*\"|\"\s*,")
"""A comma that parts fields: not inside a number, and without a space after it, as it is written in a sentence."""
COMMA = re.compile(r"(?<!\d),|,(?!\d)")
QUOTED = re.compile(r'"[^"]*"')
"""What stands in quotes, whose commas part nothing."""
GAIN = re.compile(rf"(?P<first>{NUMBER})\s+(?P<second>[+-]\s?{NUMBER})")
SERVICE = 40
"""So much of a line that is not read is shown."""
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


def is_message(text: str) -> bool:
    """Whether a text is a message of names and figures, and no table of fields parted by commas, tabs or bars."""
    lines = [line for line in tidy_lines(text).split("\n") if line.strip()]
    return not _parted(lines) and any(len(_row(_plain(line))) > 1 for line in lines)


def is_table(text: str) -> bool:
    """Whether a pasted text is a table of fields, or has a heading with commas above lines with as many."""
    lines = [line for line in tidy_lines(text).split("\n") if line.strip()]
    commas = lines[0].count(",") if lines else 0
    heading = commas > 0 and re.search(DIGIT, lines[0]) is None and all(line.count(",") >= commas for line in lines)
    return heading or _parted(lines)


def _parted(lines: Sequence[str]) -> bool:
    """Whether a tab, a bar, a semicolon or a comma parts the fields of most lines, or those of a heading."""
    if any(2 * sum(mark in line for line in lines) > len(lines) for mark in "\t|;"):
        return True
    if 2 * sum(FIELD.search(line) is not None for line in lines) >= len(lines):
        return True
    # A spreadsheet that saves a CSV fills every line up to the same number of fields: a title ends in commas.
    if any(line.endswith(",") for line in lines) and len({QUOTED.sub("", line).count(",") for line in lines}) == 1:
        return True
    parting = [len(COMMA.findall(line)) for line in lines]
    commas = [line.count(",") for line in lines]
    for at, line in enumerate(lines[:-1]):
        if not re.search(DIGIT, line):
            # "Ward,Registered" above "Ward 1,120": below a heading a comma parts fields, though between digits.
            named = at < 5 and FIELD.search(line) and min(commas[at + 1 :]) >= commas[at]
            if named or 1 < parting[at] <= parting[at + 1]:
                return True
    return False


def read_message(text: str, file: str) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    """The rows, one a line, blank lines as blank rows, and what is to be told of the lines.

    An exported chat of several days is one sheet a day, named for it; where no line gives a date, that of the only day
    of its stamps stands above the rows.
    """
    lines = tidy_lines(text).split("\n")
    rows = [_row(line) for line in _unnumbered([_plain(line) for line in lines])]
    while rows and not rows[-1]:
        rows.pop()
    days: list[str] = []
    for line in lines[: len(rows)]:
        # A line without a stamp belongs to the message above it.
        stamp = STAMP.match(line.replace("\u202f", " ").replace("\u200e", "").strip())
        found = find_date(stamp["day"]) if stamp else None
        days.append(show_date(found.date) if found else days[-1] if days else "")
    told = _told(rows, file)
    if len(set(days)) < 2:
        dated = not any(days) or any(find_date(str(row[0])) for row in rows if row)
        return (Grid(file, "", rows, above=() if dated else (days[0],)),), told
    kept = [[row if day == of else [] for row, day in zip(rows, days, strict=True)] for of in dict.fromkeys(days)]
    return tuple(Grid(file, day, one) for day, one in zip(dict.fromkeys(days), kept, strict=True) if any(one)), told


def _told(rows: Sequence[Sequence[Cell]], file: str) -> tuple[Problem, ...]:
    """The lines that were read, in one note; those that were not, a warning where they hold a digit."""
    read = [at for at, row in enumerate(rows) if len(row) > 1]
    if not read:
        return ()
    words = {"lines": "; ".join(" ".join(map(str, rows[at])) for at in read), "count": len(read)}
    told = [Problem("message-read", Where(file), words)]
    others = [(at, str(row[0])) for at, row in enumerate(rows) if len(row) == 1 and not find_date(str(row[0]))]
    digits = [(at, line) for at, line in others if re.search(DIGIT, line)]
    # What stands above the first figure is a title.
    plain = [(at, line) for at, line in others if at > read[0] and not re.search(DIGIT, line)]
    for code, some in (("line-not-read", digits), ("line-without-figure", plain)):
        if some:
            shown = "; ".join(f'{at + 1} "{line[:SERVICE]}"' for at, line in some)
            told.append(Problem(code, Where(file, "", some[0][0] + 1), {"lines": shown, "count": len(some)}))
    return tuple(told)


def _unnumbered(lines: list[str]) -> list[str]:
    """The lines without their serial numbers, where bare numbers count 1, 2, 3 before the names."""
    found = {at: int(match[1]) for at, line in enumerate(lines) if (match := SERIAL.match(line))}
    if len(found) < 2 or list(found.values()) != list(range(1, len(found) + 1)):
        return lines
    return [SERIAL.sub("", line, count=1) if at in found else line for at, line in enumerate(lines)]


def _plain(line: str) -> str:
    """The line without the sender's stamp, bullets, emoji, the marks of bold and italic, and what is struck out."""
    text = unicodedata.normalize("NFC", line).replace("\xa0", " ").replace("\u202f", " ").replace("\u200e", "").strip()
    stamp = STAMP.match(text)
    text = (text[stamp.end() :] if stamp else text).replace("[", "(").replace("]", ")")
    text = EMOJI.sub(" ", KEYCAP.sub(" ", text)).strip()
    left = STRUCK.sub(" ", text)
    text = left if re.search(DIGIT, left) else text.replace("~", "") if STRUCK.search(text) else text
    bullet = BULLET.match(text)
    return " ".join(re.sub(r"[*_]", "", text[bullet.end() :] if bullet else text).split())


def _row(plain: str) -> list[Cell]:
    """The cells of a line: its name and its figures, or the line alone where it has no figure or holds a date."""
    if not plain or DATE.search(plain):
        return [plain] if plain else []
    parted = PARTED.fullmatch(plain)
    if parted and COUNTED.search(parted["rest"]):
        name, rest = parted["name"], parted["rest"]
    elif worded := _worded(plain):
        name, rest = worded
    elif match := GLUED.fullmatch(plain) or SPACED.fullmatch(plain) or MISSING.fullmatch(plain):
        name, rest = match["name"], match["rest"]
    else:
        return [plain]
    return [name.strip(), *_figures(rest.strip())]


def _worded(plain: str) -> tuple[str, str] | None:
    """A name and one amount with words around its digits, or in words alone: `बेलदौर लगभग 25,000`, `Gogri 1.2 lakh
    approx`, `अलौली पाँच सौ`."""
    words = plain.split()
    digits = next((at for at, word in enumerate(words) if re.match(rf"[~≈.]?{DIGIT}", word)), 0)
    if digits:
        plain_quality = _quality(words[digits:])
        worded = (at for at in range(max(1, digits - 3), digits) if _quality(words[at:]) not in {"", plain_quality})
        first = next(worded, digits)
        amount = bool(_quality(words[first:])) and not FIGURES.fullmatch(" ".join(words[first:]))
    else:
        # Single words such as "one" close a title too.
        spelt = (at for at in range(1, len(words) - 1) if _quality(words[at:]))
        first = 0 if re.search(DIGIT, plain) else next(spelt, 0)
        amount = first > 0 and COUNTED.search(words[-1]) is not None
    return (" ".join(words[:first]), " ".join(words[first:])) if amount else None


def _quality(words: list[str]) -> str:
    """How exact the amount is that the words are; blank where they are none."""
    found = read_count(" ".join(words))
    return found.quality if isinstance(found, Count) and found.value is not None else ""


def _figures(rest: str) -> list[Cell]:
    """Several figures as several cells; an amount in words, or one with its unit, as one."""
    if gain := GAIN.fullmatch(rest):
        return [gain["first"], f"({gain['second']})"]
    if bracket := BRACKET.fullmatch(rest):
        return [*_figures(bracket["first"]), bracket["second"]]
    return list(re.findall(NUMBER, rest)) if FIGURES.fullmatch(rest) else [rest]
