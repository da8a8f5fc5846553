"""Things in a folder that are no files. Opening a pipe waits for a writer for ever, so they are looked at first."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from eshram_cli.problems import Language

What = dict[Language, str]

_KINDS = {
    stat.S_IFIFO: ("a pipe of a program", "किसी प्रोग्राम की पाइप"),
    stat.S_IFSOCK: ("a socket of a program", "किसी प्रोग्राम का सॉकेट"),
    stat.S_IFCHR: ("a device", "एक उपकरण"),
    stat.S_IFBLK: ("a device", "एक उपकरण"),
}
_LOOP = ("a link that leads back to itself", "अपने ही पास लौटने वाली लिंक")
_NOWHERE = ("a link to something that is not there", "ऐसी लिंक जिसकी फ़ाइल नहीं है")
_FOLDER = ("a link to another folder", "किसी दूसरे फ़ोल्डर की लिंक")
_OTHER = ("something other than a file", "फ़ाइल के अलावा कुछ और")


def irregular(path: Path) -> What | None:
    """What stands at the path, as the object of "This is …", where it is neither a file nor a folder of its own; None
    for these two, and where nothing bears the name."""
    try:
        status = path.stat()
    except OSError as error:
        if not path.is_symlink():
            return None
        return _said(_NOWHERE if error.errno == errno.ENOENT else _LOOP)
    if stat.S_ISREG(status.st_mode):
        return None
    if stat.S_ISDIR(status.st_mode):
        return _said(_FOLDER) if path.is_symlink() else None
    return _said(_KINDS.get(stat.S_IFMT(status.st_mode), _OTHER))


def _said(words: tuple[str, str]) -> What:
    return dict(zip((Language.en, Language.hi), words, strict=True))
