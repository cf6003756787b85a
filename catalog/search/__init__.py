"""Words, and how they match.

To be imported: `query.understood` (what was typed), `second_try.corrected` (what it may have meant), `text.SearchText`
(the field), `words.SearchWord` (what a mistyped word may have been).
"""
