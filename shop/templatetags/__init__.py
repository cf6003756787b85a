"""Filters available in all templates: the settings make them builtins."""
