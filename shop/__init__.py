"""The project package: settings, URLs, and what all apps share. It imports no app, and any app may import it."""
