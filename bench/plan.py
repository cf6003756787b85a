"""What is measured: the pages of our shop, and those of the ordinary one that do the same work."""

from typing import Any

Step = dict[str, Any]
PASSWORD = "lamp-123456"


def get(path: str, *, inside: bool = False, **more: Any) -> Step:
    return {"path": path, "in": inside, **more}


def our_add(number: int) -> Step:
    return {"path": "/cart/items/", "form": {"product_id": f"{{p{number}}}", "quantity": "1"}, "in": True}


def ordinary_add(number: int) -> Step:
    return {"path": f"/cart/add/{{p{number}}}/", "form": {"quantity": "1"}, "in": True}


USER = {"username": "user{n}@example.com", "password": PASSWORD}
LOG_IN = {
    "ours": [get("/auth/login/"), {"path": "/auth/login/", "form": USER}, *map(our_add, (1, 2, 3)), get("/cart/")],
    "ordinary": [
        get("/login/"),
        {"path": "/login/", "form": USER},
        get("/cart/"),
        *map(ordinary_add, (1, 2, 3)),
        get("/cart/"),
    ],
}
# Quantities that are added again and again must not reach the stock.
BEFORE_ADDING = {"ours": "UPDATE carts SET quantity = 1", "ordinary": "UPDATE shop_cartline SET quantity = 1"}
PLACE: dict[str, dict[str, Any]] = {
    "ours": {
        "fill": [
            *map(our_add, (1, 2, 3)),
            get(
                "/orders/new/",
                take={"key": 'name="checkout_key" value="([^"]+)"', "line": 'name="line" value="([^"]+)"'},
            ),
        ],
        "place": {
            "path": "/orders/",
            "form": {
                "checkout_key": "@key",
                "line": "@line",
                "name": "Anna Lindqvist",
                "phone": "+46 70 123 45 67",
                "street": "Kastanjegatan 12",
                "postcode": "223 59",
                "city": "Lund",
                "country": "Sweden",
            },
        },
    },
    "ordinary": {
        "fill": [*map(ordinary_add, (1, 2, 3))],
        "place": {"path": "/checkout/", "form": {"name": "A Buyer", "address": "1 High Street"}},
    },
}

# Rows of the table: our server ("ours" with its kept pages, "cold" without them), our step, the ordinary shop's step.
Row = tuple[str, Step | list[Step], Step | list[Step] | None]


def rows(slug: str, ordinary_slug: str, last: int, ordinary_last: int, compared: str) -> dict[str, Row]:
    """The rows for a catalogue, from the addresses of a shade in each shop, of the last pages and of a comparison."""
    ordinary_list, ordinary_shade = get("/"), get(f"/p/{ordinary_slug}/")
    return {
        "home, warm": ("ours", get("/"), None),
        "list, warm": ("ours", get("/products/"), ordinary_list),
        "list, 304": ("ours", get("/products/", revalidate=True), None),
        "product, warm": ("ours", get(slug), ordinary_shade),
        "fit form, warm": ("ours", get("/fit/"), None),
        "list, logged in, cart of 3": ("ours", get("/products/", inside=True), get("/", inside=True)),
        "cold: home": ("cold", get("/"), None),
        "cold: list": ("cold", get("/products/"), ordinary_list),
        "cold: last page": ("cold", get(f"/products/?page={last}"), get(f"/?page={ordinary_last}")),
        "cold: three filters": ("cold", get("/products/?shape=drum&shape=empire&material=linen&light=glows"), None),
        "cold: commonest word": ("cold", get("/products/?q=ring"), None),
        "cold: mistyped word": ("cold", get("/products/?q=lniene"), None),
        "cold: no such word": ("cold", get("/products/?q=zebra+unicorn"), None),
        "cold: product": ("cold", get(slug), ordinary_shade),
        "cold: fit, answered": ("cold", get("/fit/?height=38&width=16&holder=e27&use=table&unit=cm"), None),
        "cold: compare three": ("cold", get(compared), None),
        "cart of 3": ("ours", get("/cart/", inside=True), get("/cart/", inside=True)),
        "review": ("ours", get("/orders/new/", inside=True), None),
        "add to cart": ("ours", our_add(1), ordinary_add(1)),
        "mixed visitors": (
            "ours",
            [get("/products/"), get(slug)] * 7 + [get("/products/", inside=True)] * 5 + [our_add(1)],
            [ordinary_list, ordinary_shade] * 7 + [get("/", inside=True)] * 5 + [ordinary_add(1)],
        ),
    }
