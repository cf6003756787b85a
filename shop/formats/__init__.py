"""Date formats where Django's are not ours. Only the settings name this package."""
