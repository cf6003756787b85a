"""Tags of every template, without loading: what stands beside a price."""
