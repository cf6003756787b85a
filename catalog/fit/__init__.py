"""Whether a shade fits a lamp, in Python (`rules`) and in SQL (`query`), and why in words.

To be imported: `rules.judge`, `query.fit_condition`, the lamp of the cookie (`remembered_lamp`), the forms and
answers of the fit finder; of an old shade (`old_shade`) and what can replace it (`replace`).
"""
