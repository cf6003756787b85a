"""The pages of many shades, with everything that they can say: a delivery, prices, tables, showing and hiding."""

from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.tests.factories import picture
from shop.tests.pages import attribute, elements


def goods_pages(user, drum, many):
    """As a member of staff sees them, with the sample shade."""
    yield from deliveries(user, drum, many)
    yield from new_prices(user, drum, many)
    yield from tables(user, drum, many)
    yield "photographs", user.get(f"{many}/photographs/")
    files = [picture(f"{name}.jpg") for name in (f"{drum.sku}-lit", f"{drum.sku}_lit", "77-lit", "77")]
    yield "photographs with faults", user.post(f"{many}/photographs/", {"photographs": files})
    for verb in ("hide", "show"):
        every = {"action": verb, "_selected_action": drum.pk, "select_across": "1"}
        yield f"{verb}, asked", user.post(f"{many}/", every)
        yield f"{verb}, refused", user.post(f"{many}/{verb}/", {"shades": f"{drum.pk},999"}, follow=True)


def deliveries(user, drum, many):
    lines = {"pasted": f"{drum.sku} 5\n{drum.sku} -99\n77 7\n77 7,7", "reason": "loss"}
    yield "a delivery", user.get(f"{many}/receive/")
    yield "a delivery with faults", user.post(f"{many}/receive/", lines)
    sound = {"sku": drum.sku, "number": "5", "shown": "5", "reason": "receipt", "_change": "", "form_key": "k"}
    for press in ("the first", "the second"):
        yield f"a delivery, {press} press", user.post(f"{many}/receive/", sound, follow=True)


def new_prices(user, drum, many):
    prices = {"shown": f"{drum.pk}:{drum.price}", "rounding": "90", "per_cent": "1"}
    yield "prices", user.post(f"{many}/prices/", prices)
    wrong = {"per_cent": "x", "amount": "0.001", f"price-{drum.pk}": "7,7777", "pasted": f"{drum.sku} 7\n77 7"}
    yield "prices with faults", user.post(f"{many}/prices/", prices | wrong)
    yield "prices that are too large", user.post(f"{many}/prices/", prices | {"amount": "1234567"})
    for number in ("1.00", str(drum.price), str(drum.price)):
        asked = user.post(f"{many}/prices/", prices | {"shown": f"{drum.pk}:{number}"})
        shown = attribute(asked, '.goods [name="asked"]', "value")
        changed = prices | {"shown": f"{drum.pk}:{number}", "asked": shown, "_change": ""}
        yield "changed prices", user.post(f"{many}/prices/", changed, follow=True)


def tables(user, drum, many):
    header = "sku,price,bulb_base,family,for_table,height_mm,stock,slug"
    bad = f"{header}\n{drum.sku},x,77,77,77,7.7,7,\nA-7,,,,,,,\n,7,,,,,,\n{drum.sku}\n"
    good = f"sku,price,stock_delta\n{drum.sku},77,7\nA-7,7,\n"
    yield "a table is asked for", user.get(f"{many}/table/")
    for content in (bad, good, "77,77\n7,7", "sku\n" + "7" * 140_000, "PK\x03\x04", "\n", ""):
        asked = user.post(f"{many}/table/", {"file": SimpleUploadedFile("7.csv", content.encode())}, follow=True)
        yield f"a table, {content[:20]!r}", asked
        if marks := [one.attributes["value"] for one in elements(asked, '[name="marks"]')]:
            sent = {"marks": marks[0], "reason": "receipt"}
            for marked in (sent | {"marks": ""}, sent, sent):
                yield "a table, applied", user.post(asked.request["PATH_INFO"], marked, follow=True)
