"""What is counted within a test."""

from prometheus_client import CollectorRegistry

from shop.metrics import counts


def count_from_now_on(monkeypatch):
    """Returns a function that tells how much was counted, by name and labels."""
    registry = CollectorRegistry()
    monkeypatch.setattr(counts, "counters", counts.Counters(registry))
    return lambda name, **labels: registry.get_sample_value(name, labels)
