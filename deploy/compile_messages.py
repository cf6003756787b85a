"""Compiles the translations that have changed, with Babel, so that nobody needs gettext to run the shop."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "shop" / "locale"


def compile_messages(po: Path) -> list[str]:
    """Writes the .mo beside `po`, without fuzzy texts. Returns what is wrong in it, and then writes nothing."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime > po.stat().st_mtime:
        return []
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parent.parent.name, abort_invalid=True)
    errors = [f"{po}:{message.lineno}: {error}" for message, found in catalog.check() for error in found]
    if not errors:
        # In one step: a process that reads at this moment sees the old file or the new one.
        new = mo.with_suffix(f".{os.getpid()}")
        with new.open("wb") as file:
            write_mo(file, catalog)
        new.replace(mo)
    return errors


if __name__ == "__main__":
    errors = [error for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")) for error in compile_messages(po)]
    sys.exit("\n".join(errors) or None)
