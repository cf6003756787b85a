"""Accounts: an e-mail address and a password.

To import: models, requests, consistency, and the forms and views that others show.
"""
