"""The second factor of staff: a phone that shows codes, and codes on paper for when it is lost.

codes   the devices of an account: set up, checked, removed
login   a login that waits for its code
forms, views, urls   the page that asks for a code, and the pages in the admin
"""
