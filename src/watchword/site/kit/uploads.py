"""Uploads are bounded while they come in, before anything of them is looked at."""

from __future__ import annotations

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LARGEST = 260_000_000
"""Bytes of all files of one request together; a video of a module may have 250 MB."""


class BoundedUpload(FileUploadHandler):
    """Cuts the connection when files are larger than anything here takes."""

    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what comes in.

        Raises:
            StopUpload: It is too much.
        """
        del start
        self.taken += len(raw_data)
        if self.taken > LARGEST:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
