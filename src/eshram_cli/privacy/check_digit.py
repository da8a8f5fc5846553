"""The check digit that every Aadhaar number ends in, Verhoeff's. One number in ten has it by chance."""

from __future__ import annotations

_TURNS = "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"
"""How it turns the digits, place by place from the right, after the first."""


def ends_in_check_digit(digits: str) -> bool:
    """Whether the digits end in their check digit.

    Its products are those of the turns and mirrors of a pentagon: 0 to 4 turn it, 5 to 9 mirror it.
    """
    check = 0
    for at, digit in enumerate(map(int, reversed(digits))):
        turned = int(_TURNS[at % 8 - 1][digit]) if at % 8 else digit
        mirrored = (check < 5) != (turned < 5)
        check = (check + turned if check < 5 else check - turned) % 5 + 5 * mirrored
    return check == 0
