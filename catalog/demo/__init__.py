"""The demo catalogue, its photographs and what loads them.

To be imported: `seeding.seed`.
"""
