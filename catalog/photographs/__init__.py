"""Files and formats of photographs.

To be imported: `renditions` (checking, encoding, addresses) and `field.PictureField`.
"""
