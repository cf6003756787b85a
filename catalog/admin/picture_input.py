"""The field of a photograph in a form: its picture, and the one that was sent with a form that was refused."""

from typing import Any

from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile

from catalog.photographs.kept import KeptPicture, kept_picture


class PictureInput(AdminFileWidget):
    """A file that is chosen now goes before one that was sent before."""

    template_name = "admin/catalog/picture_input.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        upload, kept = super().value_from_datadict(data, files, name), kept_picture(data.get(kept_name(name), ""))
        if isinstance(upload, UploadedFile) and kept:
            # Shown again if the new file is no picture.
            upload.kept_before = kept  # type: ignore[attr-defined]  # read by `PictureFormField.bound_data`
        return upload or kept

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, name) and kept_name(name) not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        kept = value if isinstance(value, KeptPicture) else None
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "kept": kept.signed if kept else "",
            "kept_name": kept_name(name),
            "thumbnail": kept.thumbnail if kept else stored_thumbnail(value),
        }
        return context


def kept_name(name: str) -> str:
    return f"{name}-kept"


def stored_thumbnail(value: Any) -> str:
    if not (isinstance(value, FieldFile) and value):
        return ""
    photo: Any = value.instance
    return str(photo.sources.src)
