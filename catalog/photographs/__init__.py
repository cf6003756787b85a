"""Files and formats of photographs.

To be imported: `intake` (checking, decoding), `renditions` (encoding, storing, addresses) and `field.PictureField`.
"""
