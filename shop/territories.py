"""Which codes are countries. A separate module, because the settings import it."""

from babel import Locale

# ZZ is CLDR's "unknown region", EU and UN and the like are no addresses; Q and X codes are private.
NOT_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
COUNTRIES = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()} - NOT_COUNTRIES
