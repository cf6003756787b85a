"""The list of shades: its filters, its state in the address, counts and results.

Other packages may import: `results.shade_list`, `state.ListState`, the panel and the home page's counts.
"""
