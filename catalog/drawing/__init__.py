"""Drawings to scale: geometry and SVG paths, no models.

To be imported: `scale.scale_drawing`, `side_by_side.comparison`, `ring_gauge.ring_gauge`, the small pictures of
`icons`.
"""
