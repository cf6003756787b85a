"""Text typed with the wrong keyboard layout: kty is «лен», дштут is linen."""

ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю."
# With shift, the keys that are not letters in English.
ENGLISH_SHIFT, RUSSIAN_SHIFT = '~{}:"<>?', "ёхъжэбю,"

TO_RUSSIAN = str.maketrans(ENGLISH + ENGLISH_SHIFT, RUSSIAN + RUSSIAN_SHIFT)
TO_ENGLISH = str.maketrans(RUSSIAN, ENGLISH)


def on_the_other_keyboard(text: str) -> str:
    """The same keys in the other layout, in lower case."""
    text = text.lower()
    is_russian = any(letter in RUSSIAN[:-1] for letter in text)
    return text.translate(TO_ENGLISH if is_russian else TO_RUSSIAN)
