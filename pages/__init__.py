"""What the shop says of itself: who sells, and on what terms."""
