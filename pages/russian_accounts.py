"""Accounts of Russian banks: twenty digits, of which the ninth is a key that the bank's BIK and the others decide.

The rule is the Bank of Russia's (of 8 September 1997, No. 515): three digits of the BIK stand before the account, each
digit is multiplied by 7, 1 or 3 in turn, and the last digits of the products add up to a multiple of ten.
"""

from itertools import cycle

BIK, ACCOUNT = 9, 20
# A BIK of a bank; those of the treasury begin otherwise, and its accounts have no such key.
OF_BANKS = "04"
# The last three digits of the BIK of an office of the Bank of Russia itself.
OF_OFFICES = ("000", "001", "002")
WEIGHTS = (7, 1, 3)


def is_bik(code: str) -> bool:
    return code.isdigit() and len(code) == BIK


def is_account(number: str) -> bool:
    return number.isdigit() and len(number) == ACCOUNT


def belongs_to(account: str, bik: str, *, is_correspondent: bool = False) -> bool:
    """Whether the key of the account is that of the BIK; True where it cannot be known.

    Banks have their correspondent accounts with the Bank of Russia, where the digits of its office count.
    """
    if not (is_account(account) and is_bik(bik) and bik.startswith(OF_BANKS)):
        return True
    at_office = is_correspondent or bik.endswith(OF_OFFICES)
    first = f"0{bik[4:6]}" if at_office else bik[-3:]
    products = (int(digit) * weight for digit, weight in zip(first + account, cycle(WEIGHTS), strict=False))
    return sum(product % 10 for product in products) % 10 == 0
