"""Accounts: an e-mail address and a password. To import: models, requests, and the forms and views that others show."""
