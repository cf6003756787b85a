"""What Django's own Russian formats get wrong."""

# «25 ноября»: Django's has the month in the nominative.
MONTH_DAY_FORMAT = "j E"
