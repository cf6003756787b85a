"""A small catalogue of its own, to be broken: two shades, a lamp, a family."""

import json
import shutil

from catalog.demo.seeding import DEMO


class Demo:
    """The first two products of the demo in a folder of their own; `write` after a change."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "photos").mkdir(parents=True)
        whole = json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))
        self.data = {part: whole[part][:count] for part, count in (("families", 2), ("lamps", 1), ("products", 2))}
        for product in self.products:
            for photo in product["photos"]:
                shutil.copy(DEMO / "photos" / photo["file"], folder / "photos")
        self.write()

    @property
    def products(self):
        return self.data["products"]

    def write(self, text=None):
        text = json.dumps(self.data, ensure_ascii=False) if text is None else text
        (self.folder / "catalogue.json").write_text(text, encoding="utf-8")
