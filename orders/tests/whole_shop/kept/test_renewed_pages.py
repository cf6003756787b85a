"""PostgreSQL counts every change of what kept pages show, so that they are made anew after one, and only then."""

import re

import psycopg
import pytest
from django.db import connection, transaction

from catalog import stock
from catalog.models import Family, Lamp, Photo, Product
from catalog.terms import Reason
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.tests.whole_shop.kept.test_kept_pages import KEPT
from orders.tests.whole_shop.kept.visits import Shop
from pages.models import Page
from pages.tests.business import say
from pages.tests.pages import write
from shop.kept import changes
from shop.kept.ages import LONGEST
from shop.tests.pages import attribute, browser
from shop.tests.test_asked_again import lose_the_connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts no changes"),
]

# Counted by triggers of `products` in the transaction of the change: they say nothing that shades do not.
FOLLOWS_SHADES = {"product_counts", "product_kinds", "product_facts", "product_makes"}


@pytest.fixture
def shop():
    family = FamilyFactory()
    ProductFactory(slug="drum", name_en="Drum", shape="drum", family=family, stock=50)
    ProductFactory(slug="cone", name_en="Cone", family=family, colour_en="Red", colour_family="red")
    LampFactory(slug="bottle")
    write("delivery")
    return Shop()


def later(shop, address):
    """The page when the one before is no longer fresh."""
    shop.clock.now += 2.1
    return shop.visitor().get(address)


def change_stock(slug, delta):
    stock.adjust([Product.objects.get(slug=slug).pk], delta, reason=Reason.LOSS)


def test_as_long_as_nothing_changes_each_page_is_made_once(shop, django_assert_num_queries):
    for address in KEPT:
        shop.visitor().get(address)
    with django_assert_num_queries(1):
        for address in ("/products/", "/fit/"):
            shop.clock.now += 2.1 if address == "/products/" else 0
            shop.visitor().get(address)
    for address in KEPT:
        assert later(shop, address).content == browser().get(address).content
    assert shop.built == KEPT
    shop.clock.now += LONGEST
    shop.visitor().get("/fit/")
    assert shop.built == [*KEPT, "/fit/"]


SHADE = Product.objects.filter(slug="drum")
CHANGES = {
    "a price": ("/products/", lambda: SHADE.update(price=70)),
    "a name, in a form": ("/", lambda: SHADE.get().save()),
    "a photograph": ("/products/drum/", lambda: Photo.objects.filter(kind="unlit").update(alt_text_en="A drum")),
    "no photograph": ("/products/", lambda: Photo.objects.filter(product__slug="drum").delete()),
    "a family": ("/compare/", lambda: Family.objects.update(name_en="Another")),
    "a lamp": ("/fit/", lambda: Lamp.objects.update(name_en="Another")),
    "a shade more": ("/products/?shape=drum", lambda: ProductFactory(shape="drum")),
    "a shade less": ("/", lambda: SHADE.delete()),
    "few left": ("/products/?q=drum&sort=price", lambda: change_stock("drum", -48)),
    "sold out": ("/compare/?shade=cone", lambda: change_stock("cone", -10)),
    "fewer of plenty, on its page": ("/products/drum/", lambda: change_stock("drum", -1)),
    "the low-stock level": ("/products/", lambda: SHADE.update(low_stock_at=50)),
    "the business data": ("/fit/ring-gauge/", lambda: say(claim_en="Shades for lamps")),
    "a page": ("/pages/delivery/", lambda: Page.objects.get().save()),
    "a word that searches know": ("/products/?q=drmu", lambda: ProductFactory(name_en="Drmu")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_page_is_made_anew(shop, change):
    address, make = CHANGES[change]
    shop.visitor().get(address)
    later(shop, address)
    built = len(shop.built)
    make()
    assert later(shop, address).content == browser().get(address).content
    assert len(shop.built) == built + 1


def test_a_sale_of_plenty_changes_the_page_of_its_shade_alone(shop):
    addresses = [address for address in KEPT if not address.startswith("/products/drum/")]
    for address in addresses:
        shop.visitor().get(address)
    before = changes.asked()
    change_stock("drum", -1)
    assert changes.asked() == before
    for address in addresses:
        assert later(shop, address).content == browser().get(address).content
    assert [one for one in shop.built if not one.startswith("/ru/products/drum/")] == [
        one for one in addresses if not one.startswith("/ru/products/drum/")
    ]
    assert attribute(later(shop, "/products/drum/"), "#quantity", "max") == "49"


def test_a_sale_of_more_than_one_cart_holds_changes_no_page(shop):
    SHADE.update(stock=101)
    for left, built in ((101, 1), (100, 1), (99, 1), (98, 2)):
        assert SHADE.get().stock == left
        most = attribute(later(shop, "/products/drum/"), "#quantity", "max")
        assert (most, len(shop.built)) == (str(min(left, 99)), built)
        change_stock("drum", -1)


def test_a_database_that_lost_its_last_change_is_not_taken_for_that_of_before(shop):
    with transaction.atomic():
        SHADE.update(price=70)
        shop.visitor().get("/products/")
        transaction.set_rollback(True)
    SHADE.update(price=80)
    assert later(shop, "/products/").content == browser().get("/products/").content


def test_what_is_counted_of_the_stock_is_what_pages_say_of_it(shop):
    shade = Product.objects.get(slug="drum")
    for low_at in (0, 3):
        shade.low_stock_at = low_at
        Product.objects.filter(pk=shade.pk).update(low_stock_at=low_at)
        for was in range(6):
            for now in range(6):
                Product.objects.filter(pk=shade.pk).update(stock=was)
                before = changes.asked()
                Product.objects.filter(pk=shade.pk).update(stock=now)
                said = {Product(stock=one, low_stock_at=low_at).few_left for one in (was, now)}
                assert (changes.asked() == before) == (len(said) == 1), (low_at, was, now)


def test_pages_read_no_table_whose_changes_are_not_counted(shop):
    change_stock("cone", -10)
    asked = set()

    def note(execute, sql, *arguments):
        asked.update(re.findall(r'(?:FROM|JOIN) "?(\w+)', sql))
        return execute(sql, *arguments)

    with connection.execute_wrapper(note):
        for address in [*KEPT, "/products/?q=drmu", "/products/?q=nothing", "/products/cone/", "/pages/delivery/"]:
            assert shop.visitor().get(address).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = 'count_shown_change'::regproc")
        counted = {table for (table,) in cursor.fetchall()}
        there = set(connection.introspection.table_names(cursor))
    assert len(counted & asked) > 5
    assert asked & there <= counted | FOLLOWS_SHADES | {"shown_changes"}


def test_a_thread_whose_connection_was_lost_asks_for_the_stock_on_a_new_one(transactional_db, shop):
    for address in ("/products/drum/", "/products/"):
        shop.visitor().get(address)
    # All ask for changes once a second together, so that the stock may be the first that a thread asks for.
    later(shop, "/products/")
    lose_the_connection()
    built = list(shop.built)
    assert shop.visitor().get("/products/drum/").status_code == 200
    assert shop.built == built


@pytest.fixture
def others(transactional_db):
    """Two connections beside that of the test, each in a transaction of its own."""
    options = connection.get_connection_params()
    open_ones = [psycopg.connect(**{name: options[name] for name in ("host", "port", "user", "dbname")}) for _ in "ab"]
    for one in open_ones:
        one.execute("SET lock_timeout = '1s'")
        one.commit()
    yield open_ones
    for one in open_ones:
        one.close()


def test_changes_count_when_they_can_be_seen_in_whichever_order_they_are_committed(others, monkeypatch):
    monkeypatch.setattr(changes, "FOLD_FROM", 0)
    ProductFactory(slug="drum"), ProductFactory(slug="cone")
    first, second = others
    before = changes.asked()
    first.execute("UPDATE products SET price = 70 WHERE slug = 'drum'")
    second.execute("UPDATE products SET price = 70 WHERE slug = 'cone'")
    assert changes.asked() == before
    second.commit()
    one_more = changes.asked()
    assert one_more > before
    # Meanwhile the rows are replaced by their sum.
    assert changes.fold() > 1
    assert changes.asked() == one_more
    first.commit()
    two_more = changes.asked()
    assert two_more > one_more
    assert changes.fold() == 2
    second.execute("UPDATE products SET price = 71")
    second.rollback()
    assert changes.asked() == two_more
