"""Order numbers: random, so that orders cannot be counted or guessed, and easy to read out."""

import secrets

# Without 0/O, 1/I/L, U/V, which are easily confused.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"


def new_number() -> str:
    """As in K7QF-2M9D: 29 ** 8 possibilities."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
