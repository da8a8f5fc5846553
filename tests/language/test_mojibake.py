"""Hindi opened in a Western encoding comes back letter by letter, or not at all."""

from __future__ import annotations

import pytest

from eshram_cli.language.mojibake import is_miscoded, recoded


def spoiled(text: str, times: int = 1) -> str:
    for _ in range(times):
        data = text.encode()
        text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
    return text


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("text", ["जिला", "अब तक कुल निबंधन", "खगड़िया 04.12.2021", "प्रखंड (Block)"])
def test_what_was_spoiled_comes_back(text: str, times: int) -> None:
    assert is_miscoded(spoiled(text, times))
    assert recoded(spoiled(text, times)) == text


@pytest.mark.parametrize("text", ["à la carte", "Déjà vu", "जिला", "District", "9,88,912", ""])
def test_honest_text_is_not_miscoded(text: str) -> None:
    assert not is_miscoded(text)


def test_a_lost_byte_makes_it_unreadable() -> None:
    assert recoded(spoiled("जिला").replace("¤", "?", 1)) is None
