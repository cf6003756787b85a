"""What is measured: the pages of our shop, and those of the ordinary one that do the same work."""

from typing import Any, NamedTuple

Step = dict[str, Any]
PASSWORD = "lamp-123456"
# Shades of a page of the list.
PAGE = 24


def get(path: str, *, who: str = "nobody", **more: Any) -> Step:
    return {"path": path, "who": who, **more}


def our_add(number: int) -> Step:
    return {"path": "/cart/items/", "form": {"product_id": f"{{p{number}}}", "quantity": "1"}, "who": "user"}


def ordinary_add(number: int) -> Step:
    return {"path": f"/cart/add/{{p{number}}}/", "form": {"quantity": "1"}, "who": "user"}


USER = {"username": "user{n}@example.com", "password": PASSWORD}
LAMP = {"height": "38", "width": "16", "holder": "e27", "use": "table", "unit": "cm"}
OUR_CART = [*map(our_add, (1, 2, 3)), get("/cart/")]
ORDINARY_CART = [get("/cart/"), *map(ordinary_add, (1, 2, 3)), get("/cart/")]
# How visitors become who they are.
BECOME: dict[str, dict[str, list[Step]]] = {
    "ours": {
        "user": [get("/auth/login/"), {"path": "/auth/login/", "form": USER}, *OUR_CART],
        "guest": OUR_CART,
        "lamp": [{"path": "/fit/lamp/", "form": LAMP}],
    },
    "ordinary": {
        "user": [get("/login/"), {"path": "/login/", "form": USER}, *ORDINARY_CART],
        "guest": [get("/login/"), *ORDINARY_CART],
    },
}
# Quantities that are added again and again must not reach the stock.
BEFORE_ADDING = {"ours": "UPDATE carts SET quantity = 1", "ordinary": "UPDATE shop_cartline SET quantity = 1"}
FORM = {
    "checkout_key": "@key",
    "line": "@line",
    "name": "Anna Lindqvist",
    "phone": "+46 70 123 45 67",
    "street": "Kastanjegatan 12",
    "postcode": "223 59",
    "city": "Lund",
    "country": "Sweden",
}
TAKE = {"key": 'name="checkout_key" value="([^"]+)"', "line": 'name="line" value="([^"]+)"'}
# How who has logged in buys: three shades, the review of the order, and the order.
BUY: dict[str, list[Step]] = {
    "ours": [*map(our_add, (1, 2, 3)), get("/orders/new/", take=TAKE), {"path": "/orders/", "form": FORM}],
    "ordinary": [
        *map(ordinary_add, (1, 2, 3)),
        get("/checkout/"),
        {"path": "/checkout/", "form": {"name": "A Buyer", "address": "1 High Street"}},
    ],
}


class Row(NamedTuple):
    """A row of the table: our server ("ours", "front" through nginx, "cold" without kept pages), and the steps.

    One that costs about as much as the floor is measured `beside_floor`, at the same time as it.
    """

    server: str
    ours: Step
    ordinary: Step | None = None
    beside_floor: bool = False


class Catalogue(NamedTuple):
    """Addresses of a shade in each shop, how many pages the lists have, and a comparison of three."""

    shade: str
    ordinary_shade: str
    last: int
    ordinary_last: int
    compared: str


FILTERED = "/products/?shape=drum&shape=empire&material=linen&light=glows"
WORDS = {"commonest": "ring", "mistyped": "lniene", "no such": "zebra+unicorn"}
WARM = ("home", "list", "product", "fit form")


def rows(there: Catalogue) -> dict[str, Row]:
    ordinary_list, ordinary_shade = get("/"), get(there.ordinary_shade)
    pages = dict(zip(WARM, ("/", "/products/", there.shade, "/fit/"), strict=True))
    beside = {"list": ordinary_list, "product": ordinary_shade}
    fit = "&".join(f"{name}={value}" for name, value in LAMP.items())
    # As every browser asks, and nginx for it. Who is asked for the other pages sends them as they are.
    as_browsers: dict[str, Any] = {"headers": {"Accept-Encoding": "br, gzip"}}
    user, guest = (get("/products/", who=who, **as_browsers) for who in ("user", "guest"))
    table = {
        f"{name}, warm": Row("ours", get(path, **as_browsers), beside.get(name), beside_floor=True)
        for name, path in pages.items()
    }
    table |= {f"{name}, nginx": Row("front", get(path)) for name, path in pages.items()}
    table |= {
        "list, 304": Row("ours", get("/products/", revalidate=True, **as_browsers), beside_floor=True),
        "list, logged in, cart of 3": Row("ours", user, get("/", who="user"), beside_floor=True),
        "list, guest, cart of 3": Row("ours", guest, get("/", who="guest"), beside_floor=True),
        "list, lamp": Row("ours", get("/products/", who="lamp")),
        "product, lamp": Row("ours", get(there.shade, who="lamp")),
        "cold: home": Row("cold", get("/")),
        "cold: list": Row("cold", get("/products/"), ordinary_list),
        "cold: last page": Row("cold", get(f"/products/?page={there.last}"), get(f"/?page={there.ordinary_last}")),
        "cold: three filters": Row("cold", get(FILTERED)),
        **{f"cold: {name} word": Row("cold", get(f"/products/?q={word}")) for name, word in WORDS.items()},
        "cold: product": Row("cold", get(there.shade), ordinary_shade),
        "cold: fit, answered": Row("cold", get(f"/fit/?{fit}")),
        "cold: compare three": Row("cold", get(there.compared)),
        "cart of 3": Row("ours", get("/cart/", who="user"), get("/cart/", who="user")),
        "review": Row("ours", get("/orders/new/", who="user"), get("/checkout/", who="user")),
        "add to cart": Row("ours", our_add(1), ordinary_add(1)),
    }
    return table
