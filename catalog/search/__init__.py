"""Words, and how they match.

To be imported: `query.understood` (what was typed), `text.SearchText` (the field), `words.SearchWord` (what a
mistyped word may have been).
"""
