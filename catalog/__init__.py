"""The catalogue: shades, their photographs and stock, search, the fit rules, drawings to scale, and their pages.

The layers of its packages are in pyproject.toml. Apps above import `models`, `stock`, `terms`, the lamp at home
(`fit.remembered_lamp`) and the product page (`views.product`).
"""
