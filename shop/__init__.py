"""The project package: settings, addresses, and what all apps share. It knows no app, and any app may import it."""
