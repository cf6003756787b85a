"""Many visitors at once, against the shop as it runs; beside each race a twin that lacks a guard."""
