"""What visitors put aside to buy. To import: models, owner (whose cart it is, and its lock), contents."""
