"""Figures for whoever runs the shop, on a port that is not public (METRICS_PORT), in the format of Prometheus.

To be used by apps: `counts`, for what is counted as it happens, and `readings.reading`, for what each scrape reads.
"""
