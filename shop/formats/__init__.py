"""Date formats that replace Django's. Only the settings refer to this package."""
