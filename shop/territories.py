"""Which codes are countries. A module of its own, because the settings are read by it."""

from babel import Locale

# ZZ is CLDR's "unknown region", EU and UN and the like are no addresses; Q and X codes are private.
NOT_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
COUNTRIES = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()} - NOT_COUNTRIES
