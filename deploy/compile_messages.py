"""Compiles changed translations, with Babel, so that running the shop does not need gettext."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "shop" / "locale"


def compile_messages(po: Path) -> list[str]:
    """Writes the .mo beside `po`, without fuzzy texts. Returns the errors in it; then nothing is written."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime > po.stat().st_mtime:
        return []
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parent.parent.name, abort_invalid=True)
    errors = [f"{po}:{message.lineno}: {error}" for message, found in catalog.check() for error in found]
    if not errors:
        # Atomically: a process that reads it meanwhile sees the old file or the new one.
        new = mo.with_suffix(f".{os.getpid()}")
        with new.open("wb") as file:
            write_mo(file, catalog)
        new.replace(mo)
    return errors


if __name__ == "__main__":
    errors = [error for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")) for error in compile_messages(po)]
    sys.exit("\n".join(errors) or None)
