"""What an application has at hand: answers that wait for no lock, no database and no file.

The worker (shop/worker.py) gives them where it notices the request, without a thread. To wake one, and be woken by it,
costs more than a kept page.
"""

from wsgiref.types import WSGIApplication


class NotAtHand(Exception):
    """Raised instead of an answer that would have to be waited for: a thread asks the application itself."""


# By application: what answers for it at once, or raises NotAtHand. Of an application that is not here all waits.
at_hand_of: dict[WSGIApplication, WSGIApplication] = {}
