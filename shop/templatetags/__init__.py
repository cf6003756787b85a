"""Filters of all templates: the settings make them builtins."""
