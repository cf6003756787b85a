"""The demo catalogue, its photographs and the code that loads them.

To be imported: `seeding.seed`.
"""
