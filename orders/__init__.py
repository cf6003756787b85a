"""Orders: checkout, payment, cancelling, dispatch. The top layer: no other app imports it."""
