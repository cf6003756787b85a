"""Names of bulb holders as people type them: E 27, e-27, GU5.3, «Е27» in Cyrillic letters become one word each."""

import re

# The trade's names; of other numbers only some are taken for a name, see `_one_word`.
HOLDERS = frozenset(
    (
        *("e5", "e10", "e11", "e12", "e14", "e17", "e26", "e27", "e39", "e40", "b15", "b22", "ba15"),
        *("g4", "g5", "g9", "g10", "g13", "g53", "gu4", "gu5", "gu10", "gu53", "gx53", "gy635", "r7s"),
    )
)
LATIN = str.maketrans({"е": "e", "в": "b", "б": "b", "г": "g", "у": "u", "х": "x"})

# In lower case. A number followed by a unit is a length: «в 22 см».
NAME = re.compile(
    r"(?<![^\W_])(ba|g[uxy]|r|[ebg]|г[ух]|[евбг])([\s._/-]{0,3})(\d{1,2}(?:[.,]\d{1,2}|s)?)(?![^\W_])(?!\s*(?:[cсmм][mм]|\"))"
)


def with_bulbs_as_words(text: str) -> str:
    """The text with each name of a holder as one word in Latin letters."""
    return NAME.sub(_one_word, text)


def _one_word(match: re.Match[str]) -> str:
    letters, gap, number = match.groups()
    name = letters.translate(LATIN) + re.sub("[.,]", "", number)
    # «в 30 цветах» is not a name, but «в30» is: B30 in Cyrillic letters.
    may_be_another = (letters in ("e", "b", "g", "е") and len(number) > 1) or (letters == "в" and not gap)
    return name if name in HOLDERS or (may_be_another and number.isdecimal()) else match[0]
