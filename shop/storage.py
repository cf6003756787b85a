"""Where the photographs are, read from the environment: in a folder, or in a bucket of S3-compatible storage."""

from importlib.util import find_spec
from typing import Any

from shop.environment import Environment, filled, optional, web_address


def storage_of_photographs(env: Environment) -> tuple[str | None, str, dict[str, Any]]:
    """The name of the bucket, if there is one; the address below which browsers find photographs; their storage."""
    bucket = env(optional(filled), "MEDIA_BUCKET", "")
    public = env(optional(web_address), "MEDIA_URL", "")
    env.require(bool(bucket) == bool(public), "MEDIA_URL", "write it together with MEDIA_BUCKET, or neither")
    if not bucket:
        return None, "/media/", {"BACKEND": "catalog.photographs.disk.Disk"}
    env.require(bool(find_spec("storages")), "MEDIA_BUCKET", "install requirements-s3.lock for it")
    options = {
        "bucket_name": bucket,
        "endpoint_url": env(optional(web_address), "MEDIA_ENDPOINT", ""),
        "region_name": env(optional(filled), "MEDIA_REGION", ""),
        # Without them boto3 looks where it always does: its own variables and files, the role of the computer.
        "access_key": env(optional(filled), "MEDIA_KEY_ID", ""),
        "secret_key": env(optional(filled), "MEDIA_KEY", ""),
    }
    return bucket, f"{public}/", {"BACKEND": "catalog.photographs.bucket.Bucket", "OPTIONS": options}
