"""A database of Django (ENGINE "shop.postgresql")."""
