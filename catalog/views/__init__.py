"""The pages of the catalogue.

To be imported: `product.product_page`, for the cart's refusals.
"""
