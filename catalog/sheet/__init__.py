"""A shade's data in words.

To be imported: `data_sheet`, `variants`, `comparison`, `structured_data`, each a function of the same name or two.
"""
