"""A small catalogue of its own, to be broken: two shades, a lamp, a family."""

import json
from functools import cache
from io import BytesIO

from PIL import Image

from catalog.demo.seeding import DEMO


@cache
def small(file):
    """A photograph of the demo in few pixels: nearly all the time of loading goes into encoding large ones."""
    content = BytesIO()
    with Image.open(DEMO / "photos" / file) as photo:
        photo.thumbnail((64, 64))
        photo.save(content, "JPEG")
    return content.getvalue()


class Demo:
    """The first two products of the demo in a folder of their own, in small photographs; `write` after a change."""

    def __init__(self, folder, *, families=2, lamps=1, products=2):
        self.folder = folder
        (folder / "photos").mkdir(parents=True)
        whole = json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))
        counts = {"families": families, "lamps": lamps, "products": products}
        self.data = {part: whole[part][:count] for part, count in counts.items()}
        for product in self.products:
            for photo in product["photos"]:
                (folder / "photos" / photo["file"]).write_bytes(small(photo["file"]))
        self.write()

    @property
    def products(self):
        return self.data["products"]

    def write(self, text=None):
        text = json.dumps(self.data, ensure_ascii=False) if text is None else text
        (self.folder / "catalogue.json").write_text(text, encoding="utf-8")
