"""Tags of the catalogue's templates: `{% load photographs %}`."""
