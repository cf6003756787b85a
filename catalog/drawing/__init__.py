"""Drawings to scale: geometry and SVG paths, no models.

To be imported: `scale.scale_drawing`, `side_by_side.comparison`, `over_the_old.over_the_old`,
`ring_gauge.ring_gauge`, the small pictures of `icons`.
"""
