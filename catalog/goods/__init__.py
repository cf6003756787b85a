"""Many shades at once, as staff receive, price, list and describe them. To be imported: each module by itself."""
