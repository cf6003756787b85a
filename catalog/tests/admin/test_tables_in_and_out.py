"""Shades go out as CSV and come in again: a table is shown whole before it is applied, and only to who may do it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog.models import Product, UploadedTable
from catalog.tests.admin.test_admin_products import said
from catalog.tests.factories import ProductFactory
from catalog.tests.goods.tables import table
from shop.csv_tables import read_csv
from shop.tests.pages import attribute, elements, text_of, words
from shop.tests.staff_forms import colleague, history, with_rights

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:catalog_product_tables")
LIST = reverse("admin:catalog_product_changelist")


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def halm():
    return ProductFactory(sku="HALM", price=69, stock=14)


def upload(client, content, **more):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("shades.csv", content)}, follow=True, **more)


def press(client, page):
    sent = {one.attributes["name"]: one.attributes.get("value") or "" for one in elements(page, ".goods input")}
    return client.post(page.request["PATH_INFO"], {"reason": "receipt"} | sent, follow=True)


def rows(page):
    return [[text_of(cell) for cell in row.css("td")] for row in elements(page, ".goods tbody tr")]


def stocks():
    return dict(Product.objects.values_list("sku", "stock"))


def downloaded(client, address):
    return list(read_csv(b"".join(client.get(address).streaming_content)))


def test_a_table_is_shown_before_it_is_applied(ann, halm):
    page = upload(ann, table({"sku": "HALM", "price": "72", "stock_delta": "3"}, {"sku": "NEW", "price": "5"}))
    assert rows(page) == [
        ["2", "HALM", "price", "69.00", "72.00"],
        ["2", "HALM", "stock", "14", "17"],
        ["3", "NEW", "NEW", "€5.00", "0"],
    ]
    assert Product.objects.get().price == 69
    answer = press(ann, page)
    assert said(answer, ".success") == "1 new shade, hidden until it is shown. 1 shade was changed."
    halm.refresh_from_db()
    assert (halm.price, halm.stock) == (72, 17)
    assert set(history(ann, halm)) == {"Changed price. Price: 69.00 → 72.00", "Changed stock. Stock: 14 → 17"}
    assert history(ann, Product.objects.get(sku="NEW")) == ["Added."]
    assert said(press(ann, page)) == "This table was applied already: there was nothing to change."
    halm.refresh_from_db()
    assert halm.stock == 17


def test_the_same_file_twice_changes_nothing(ann, halm):
    file = table({"sku": "HALM", "stock_delta": "3"})
    press(ann, upload(ann, file))
    page = upload(ann, file)
    assert [text_of(one) for one in elements(page, ".goods__facts dd")] == ["0", "0", "1", "UTF-8"]
    assert elements(page, ".goods button") == []
    assert "This file was received on" in words(page, ".goods")


@pytest.mark.parametrize("cells", [{"stock_delta": "6"}, {"stock": "20", "stock_before": "14"}])
def test_a_file_that_was_received_changes_no_stock_again_whatever_became_of_the_shades(ann, halm, cells):
    file = table({"sku": "HALM", "price": "72"} | cells, {"sku": "NEW", "price": "5", "stock": "3"})
    press(ann, upload(ann, file))
    assert stocks() == {"HALM": 20, "NEW": 3}
    Product.objects.filter(sku="NEW").delete()
    Product.objects.update(stock=14, price=70)
    page = upload(ann, file)
    assert rows(page) == [["2", "HALM", "price", "70.00", "72.00"], ["3", "NEW", "NEW", "€5.00", "0"]]
    assert said(press(ann, page), ".success") == "1 new shade, hidden until it is shown. 1 shade was changed."
    assert stocks() == {"HALM": 14, "NEW": 0}


def test_what_a_table_adds_is_not_lost(ann, halm):
    page = upload(ann, table({"sku": "HALM", "stock_delta": "3"}))
    marks = attribute(page, '[name="marks"]', "value")
    answer = ann.post(page.request["PATH_INFO"], {"marks": marks, "reason": "loss"})
    assert said(answer) == "Nothing was changed: what is broken or lost is taken away, with a minus."
    assert stocks() == {"HALM": 14}


def test_a_table_whose_stock_the_ledger_has_already_was_applied(ann, halm, monkeypatch):
    page = upload(ann, table({"sku": "HALM", "stock_delta": "3"}))
    # As where the same file is applied elsewhere between the look at the ledger and the change.
    monkeypatch.setattr("catalog.goods.plan.received_before", lambda key: None)
    for _press in range(2):
        answer = press(ann, page)
    assert said(answer) == "This table was applied already: there was nothing to change."
    assert stocks() == {"HALM": 17}


def test_what_changed_after_the_page_was_shown_refuses_all(ann, halm):
    page = upload(ann, table({"sku": "HALM", "price": "72"}))
    Product.objects.update(price=70)
    answer = press(ann, page)
    assert said(answer) == "Nothing was changed: in the meantime these have become others: HALM."
    assert rows(answer)[0][3:] == ["70.00", "72.00"]
    press(ann, answer)
    assert Product.objects.get().price == 72


def test_faults_are_listed_by_row_and_column_and_leave_no_button(ann, halm):
    page = upload(ann, table({"sku": "HALM", "price": "x"}, {"sku": "", "price": "5"}))
    assert [row[:2] for row in rows(page)] == [["2", "price"], ["3", "sku"]]
    assert elements(page, ".goods button") == []
    assert "No column is called “shpe”." in words(upload(ann, b"sku,shpe\nA,1"), ".goods table")
    assert words(upload(ann, b""), ".errorlist") == "The submitted file is empty."


def test_a_table_belongs_to_who_uploaded_it_and_is_kept_for_a_day(ann, halm):
    page = upload(ann, table({"sku": "HALM", "price": "72"}))
    address = page.request["PATH_INFO"]
    assert colleague("bob").get(address).status_code == 404
    assert colleague("cat").post(address, {"reason": "receipt", "marks": ""}).status_code == 404
    UploadedTable.objects.forget_old()
    assert ann.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        UploadedTable.objects.forget_old()
    assert not UploadedTable.objects.exists()


def test_only_staff_who_may_add_and_change_shades_have_tables(halm):
    for rights in (["view_product"], ["view_product", "change_product"], ["view_product", "add_product"]):
        one = with_rights(f"{len(rights)}{rights[-1]}", *rights)
        assert one.get(UPLOAD).status_code == upload(one, b"sku\nA").status_code == 403
        assert UPLOAD not in one.get(LIST).content.decode()


def test_the_shades_of_the_list_go_out_with_its_filters(ann, halm, django_assert_max_num_queries):
    ProductFactory(sku="GLASS", material="glass")
    page = ann.get(f"{LIST}?material__exact=glass")
    address = attribute(page, '.object-tools a[href*="csv"]', "href")
    header, *found = downloaded(ann, address)
    assert [dict(zip(header, row, strict=True))["sku"] for row in found] == ["GLASS"]
    # session, user, count and page of the list, the rows
    with django_assert_max_num_queries(8):
        assert len(downloaded(ann, reverse("admin:catalog_product_csv"))) == 3
    assert ann.get(f"{address}&shape__exact=%ff").status_code in (200, 303, 400)


def test_movements_go_out_with_what_they_are_of(ann, halm):
    header, (when, *rest) = downloaded(ann, reverse("admin:catalog_stockmovement_csv"))
    assert header == ["when", "sku", "change", "reason", "order", "return", "staff_member"]
    assert len(when) == len("2026-11-28 06:00")
    assert rest == ["HALM", "14", "receipt", "", "", ""]


@pytest.mark.parametrize("model", ["product", "stockmovement"])
def test_only_who_may_see_a_list_may_have_it_as_a_file(halm, model):
    address = reverse(f"admin:catalog_{model}_csv")
    assert with_rights("nobody").get(address).status_code == 403
    assert with_rights("reader", f"view_{model}").get(address).status_code == 200
