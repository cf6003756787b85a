"""What the admin pages of all apps share: the site itself, its lists, forms, log and start page."""
