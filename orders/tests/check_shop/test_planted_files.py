"""Faults of the files of photographs, and of the tables themselves."""

from io import BytesIO

import pytest
from django.db import connection, models
from PIL import Image

from catalog.consistency import counts, faults_of_files
from catalog.models import Photo, Product
from orders.consistency import inconsistencies, invoices
from pages import consistency as pages
from shop.consistency import faults_of_schema

# The triggers that count, each with its table.
COUNTING = [
    *(("products", name) for name in counts.TRIGGERS),
    *((table, f"{table}_shown") for table in (*counts.SHOWN, *pages.SHOWN)),
]


def shrink(path, size):
    """Another picture of this size (px) in the same format."""
    content = BytesIO()
    Image.new("RGB", size).save(content, "JPEG" if path.suffix == ".jpg" else "AVIF")
    path.write_bytes(content.getvalue())


def cut(path, share):
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def scribble(path):
    """The same length, the same beginning and end, and something else between."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = b"\xff\xd8" * 200
    path.write_bytes(content)


PLANTED = {
    "a photograph that is gone": (lambda folder: (folder / "lit.jpg").unlink(), "photos/lit.jpg", "no such file"),
    "a width that is gone": (lambda folder: (folder / "480.avif").unlink(), "photos/480.avif", "no such file"),
    "the JPEG for old browsers that is gone": (
        lambda folder: (folder / "640.jpg").unlink(),
        "photos/640.jpg",
        "no such file",
    ),
    "an empty file": (lambda folder: (folder / "lit.jpg").write_bytes(b""), "photos/lit.jpg", "is empty"),
    "a JPEG that is cut off": (lambda folder: cut(folder / "lit.jpg", 0.9), "photos/lit.jpg", "is cut off"),
    "an AVIF that is cut off": (lambda folder: cut(folder / "480.avif", 0.9), "photos/480.avif", "is cut off"),
    "a file of another kind": (lambda folder: (folder / "lit.jpg").write_bytes(b"<svg>\xff\xd9"), "lit.jpg", "be read"),
    "another width than the row says": (
        lambda folder: Photo.objects.filter(kind="lit").update(width=1100),
        "photos/lit.jpg",
        "the file has 1200 × 1200 px, and should have 1100 × 1200",
    ),
    "another height than the row says": (
        lambda folder: shrink(folder / "lit.jpg", (1200, 900)),
        "photos/lit.jpg",
        "the file has 1200 × 900 px, and should have 1200 × 1200",
    ),
    "a width of another size": (
        lambda folder: shrink(folder / "480.avif", (320, 320)),
        "photos/480.avif",
        "the file has 320 × 320 px, and should have 480 × 480",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_of_a_file_is_named(shop, media, name):
    plant, file, fault = PLANTED[name]
    plant(media / "photos")
    faults = list(faults_of_files())
    assert [line for line in faults if file in line and fault in line and "product DRUM" in line], faults


def test_photographs_that_are_all_gone_are_all_named(shop):
    assert len(list(faults_of_files())) == len({"lit.jpg", "unlit.jpg"}) * 6


def test_a_file_that_cannot_be_decoded_is_named_where_all_are_decoded(shop, media):
    scribble(media / "photos" / "lit.jpg")
    assert list(faults_of_files()) == []
    (fault,) = {line.split(" (")[0] for line in faults_of_files(decode=True)}
    assert fault == "photograph photos/lit.jpg"


def test_whole_files_have_no_faults(shop, media):
    assert list(faults_of_files(decode=True)) == []


def test_a_file_that_many_shades_show_is_looked_at_once(shop, media):
    Photo.objects.bulk_create(
        Photo(product=shop.draft, kind="detail", image="photos/lit.jpg", width=1200, height=1200) for _ in range(3)
    )
    (media / "photos" / "lit.jpg").unlink()
    assert list(faults_of_files()) == [
        "photograph photos/lit.jpg (product DRAFT and 3 more): there is no such file",
    ]


# The tables -----------------------------------------------------------------------------------------------------------


def sql(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


MISSING = {
    "an index": (lambda: sql("DROP INDEX products_newest"), "table products: products_newest is not in the database"),
    "a rule that makes rows unique": (
        lambda: sql("DROP INDEX stock_movements_once_per_order"),
        "table stock_movements: stock_movements_once_per_order is not in the database",
    ),
    "a table": (lambda: sql("DROP TABLE old_slugs"), "table old_slugs: there is no such table"),
    "a column": (
        lambda: sql("ALTER TABLE lamps RENAME COLUMN width_mm TO broad_mm"),
        "table lamps: it has no column width_mm",
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_is_missing_in_the_database_is_named(db, name):
    plant, fault = MISSING[name]
    plant()
    assert fault in list(faults_of_schema())


def test_a_constraint_that_no_migration_made_is_named(db, monkeypatch):
    rule = models.CheckConstraint(condition=models.Q(price__lt=7), name="products_cheap")
    monkeypatch.setattr(Product._meta, "constraints", [*Product._meta.constraints, rule])
    assert list(faults_of_schema()) == ["table products: products_cheap is not in the database"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite changes no constraint of a table")
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("ALTER TABLE products DROP CONSTRAINT products_stock_not_negative", "products_stock_not_negative is not in"),
        ("ALTER TABLE products ALTER COLUMN name_en DROP NOT NULL", "table products: name_en may be empty"),
        ("ALTER TABLE users DROP CONSTRAINT users_email_unique", "table users: users_email_unique is not in the data"),
        (
            "ALTER TABLE orders DROP CONSTRAINT orders_total_above_zero;"
            "ALTER TABLE orders ADD CONSTRAINT orders_total_above_zero CHECK (total_amount > 0) NOT VALID",
            "table orders: orders_total_above_zero was never validated",
        ),
    ],
)
def test_a_constraint_that_was_taken_off_is_named(db, statement, fault):
    sql(*statement.split(";"))
    assert [line for line in faults_of_schema() if fault in line]


ONLY_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has neither")


@ONLY_POSTGRESQL
@pytest.mark.parametrize(
    ("table", "name", "statement"),
    [
        *((*one, "ALTER TABLE {table} DISABLE TRIGGER {name}") for one in COUNTING),
        (*COUNTING[0], "DROP TRIGGER {name} ON {table}"),
    ],
)
def test_a_trigger_that_counts_no_more_is_named(db, statement, table, name):
    sql(statement.format(table=table, name=name))
    assert list(inconsistencies()) == [f"table {table}: the trigger {name} is not in the database"]


@ONLY_POSTGRESQL
def test_every_trigger_of_the_database_is_looked_for(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert sorted(cursor.fetchall()) == sorted([*COUNTING, *(("invoices", name) for name in invoices.TRIGGERS)])


@ONLY_POSTGRESQL
def test_a_column_whose_changes_are_not_counted_is_named(db):
    sql("ALTER TABLE products ADD COLUMN scent text")
    fault = "table products: the trigger products_shown does not count changes of scent"
    assert list(inconsistencies()) == [fault]


@ONLY_POSTGRESQL
def test_numbers_that_rows_have_already_are_named(shop):
    largest = shop.draft.pk
    sql(f"SELECT setval(pg_get_serial_sequence('products', 'id'), {largest - 1})")
    fault = f"table products: the next id would be one above {largest - 1}, and there is {largest}"
    assert list(faults_of_schema()) == [fault]
    sql(f"SELECT setval(pg_get_serial_sequence('products', 'id'), {largest})")
    assert list(faults_of_schema()) == []


@ONLY_POSTGRESQL
def test_a_table_that_nothing_numbers_is_named(db):
    sql("ALTER TABLE lamps ALTER COLUMN id DROP IDENTITY")
    assert list(faults_of_schema()) == ["table lamps: nothing numbers its rows"]


def test_a_foreign_key_that_is_missing_in_the_database_is_named(db, monkeypatch):
    monkeypatch.setattr(
        connection.introspection,
        "get_constraints",
        lambda cursor, table: {
            name: rule
            for name, rule in type(connection.introspection)(connection).get_constraints(cursor, table).items()
            if not (table == "photos" and rule["foreign_key"])
        },
    )
    assert list(faults_of_schema()) == ["table photos: product_id is no foreign key in the database"]


def test_the_database_has_all_that_the_models_declare(db):
    assert list(faults_of_schema()) == []
