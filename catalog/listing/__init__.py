"""The list of shades: what it can be narrowed by, its state in the address, counts and results.

To be imported: `results.shade_list`, `state.ListState`, the panel and the home page's counts.
"""
