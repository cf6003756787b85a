"""From a cart to a paid order, and what becomes of it. The top floor: no other app imports it."""
