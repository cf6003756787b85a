"""Pictures of a form that was refused: their renditions are stored already, so a signed name stands for the file.

A browser does not send a file a second time by itself. The signature says that the name was ours: without it a form
could name any file of the storage.
"""

from typing import NamedTuple

from django.core.files.storage import default_storage
from django.core.signing import BadSignature, Signer

from catalog.photographs import renditions
from catalog.photographs.unused import keep

signer = Signer(salt="catalog.photographs.kept")


class KeptPicture(NamedTuple):
    """A picture that was sent before: the name of its largest JPEG."""

    name: str

    @property
    def signed(self) -> str:
        """What the form carries instead of the file."""
        return signer.sign(self.name)

    @property
    def thumbnail(self) -> str:
        """The address of a small rendition."""
        width = int(self.name.rpartition("/")[2].partition(".")[0])
        return renditions.sources(self.name, width).src


def kept_picture(signed: str) -> KeptPicture | None:
    """None where the name was not signed by us, or its files are gone."""
    try:
        name = signer.unsign(signed)
    except BadSignature:
        return None
    keep(name.rpartition("/")[0])
    return KeptPicture(name) if default_storage.exists(name) else None
