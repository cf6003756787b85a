"""The shop beside a plain model of it: both are told the same, and must end in the same state.

What shoppers do is sent over HTTP, and so are tables of shades; what else staff and the scheduler do calls what their
pages and commands call.
"""
