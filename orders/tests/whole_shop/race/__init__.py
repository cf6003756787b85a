"""Many concurrent visitors against a running shop; each race has a twin without a lock, which must fail."""
