"""The model field and the form field of a photograph: only renditions are stored, never the upload itself."""

import logging
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.translation import gettext_lazy as _

from catalog.photographs import renditions
from catalog.photographs.intake import BadPicture
from catalog.photographs.kept import KeptPicture

logger = logging.getLogger(__name__)
NOT_STORED = _("The picture could not be stored: the disk is full or read-only. Nothing was changed.")


class PictureFormField(forms.FileField):
    """An uploaded picture, or one that was sent before; its clean value is the name of the largest JPEG.

    That of an upload is also its `stored_as`, for a form that is shown again.

    Not `forms.ImageField`, which opens every format that Pillow supports before any check of ours.
    """

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What a form that is shown again has in this field: what was sent, or a picture sent before a bad one."""
        if stored := getattr(data, "stored_as", ""):
            return KeptPicture(stored)
        kept = getattr(data, "kept_before", data)
        return kept if isinstance(kept, KeptPicture) else initial

    def to_python(self, data: Any) -> Any:
        if isinstance(data, KeptPicture):
            return data.name
        upload: Any = super().to_python(data)
        if upload is None:
            return None
        try:
            upload.stored_as = renditions.prepare_upload(upload).name
            return upload.stored_as
        except BadPicture as error:
            raise ValidationError(str(error), code="invalid_image") from error
        except OSError as error:
            logger.exception("A photograph could not be stored.")
            raise ValidationError(NOT_STORED, code="not_stored") from error


class PictureFile(ImageFieldFile):
    def save(self, name: str, content: "File[bytes]", save: bool = True) -> None:
        """Stores the renditions instead of the file. Raises BadPicture."""
        self.name = renditions.prepare_upload(content).name
        # Assigning it also updates width and height.
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        if save:
            self.instance.save()


class PictureField(models.ImageField):
    """The name of the largest JPEG, in `photos/<content>/`."""

    attr_class = PictureFile

    def update_dimension_fields(self, instance: models.Model, force: bool = False, *args: Any, **kwargs: Any) -> None:
        """Updates width and height; a missing or empty file keeps them, so that its row can still be saved."""
        if not force and instance.__dict__.get("width") and instance.__dict__.get("height"):
            return
        # Not by getattr, which would fetch a deferred field, and so measure again.
        before = {name: instance.__dict__.get(name) for name in ("width", "height")}
        with suppress(OSError):  # the file is missing
            super().update_dimension_fields(instance, force, *args, **kwargs)
        for name, size in before.items():
            if size is not None and instance.__dict__.get(name, size) is None:
                setattr(instance, name, size)

    def formfield(self, **kwargs: Any) -> forms.Field | None:  # type: ignore[override]  # more special than Django's
        # The name of the upload is not stored, so it may be long.
        return super().formfield(**{"form_class": PictureFormField, "max_length": None, **kwargs})
