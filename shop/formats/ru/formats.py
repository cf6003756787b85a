"""Corrections of Django's Russian formats."""

# «25 ноября»: Django's has the month in the nominative.
MONTH_DAY_FORMAT = "j E"
