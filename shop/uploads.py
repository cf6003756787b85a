"""Where uploads lie while they are received."""

from contextlib import suppress

from django.core.files.uploadhandler import TemporaryFileUploadHandler


class TemporaryFiles(TemporaryFileUploadHandler):
    """Django's, which leaves half a file behind where the disk is full, for as long as anything holds the request."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError:
            # Closing removes it.
            with suppress(OSError):  # what is still to be written fails again
                self.file.close()
            raise
