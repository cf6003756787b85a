"""How old a page may be, in seconds: the application, nginx and a CDN one after another, and at last the browser."""

# From the moment at which its making begins.
FRESH = 2.0
# While the next one is being made, the page before is served; beyond this, everybody waits for the next one.
OLDEST = 3.0

# A page that was read from a replica (shop/replica.py) began when the replica was true. One that lags for longer than
# this is not asked: its pages would be old as soon as they are made.
OLDEST_REPLICA = 1.0

# A page of which nothing has changed is not made anew: it is as old as the answer that said so (shop/kept/changes.py).
# How often, at the most, each process asks.
EVERY = 1.0
# After so long it is made anew all the same, should a change ever not be counted, as by hand without the triggers.
LONGEST = 300.0
# What a list was found to have, and counts beside filters (shop/for_a_minute.py).
LONGEST_FOUND = 60.0

# Each shared cache. nginx counts whole seconds, and so may keep a page for one more.
SHARED = 1
WHILE_REVALIDATING = 1
ROUNDING = 1

# A browser asks again each time; it may show its copy while it does so.
CACHE_CONTROL = f"public, max-age=0, s-maxage={SHARED}, stale-while-revalidate={WHILE_REVALIDATING}"
SHARED_CACHES = 2
OLDEST_OF_ALL = OLDEST + SHARED_CACHES * (SHARED + WHILE_REVALIDATING + ROUNDING) + WHILE_REVALIDATING
