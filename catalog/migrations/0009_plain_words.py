"""Plain words for fields, choices and messages; no column changes."""

from decimal import Decimal

import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_words_uncompressed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="photo",
            name="alt_text_en",
            field=models.CharField(
                blank=True,
                help_text="If empty, it is made from the shade’s name.",
                max_length=200,
                verbose_name="description",
            ),
        ),
        migrations.AlterField(
            model_name="photo",
            name="alt_text_ru",
            field=models.CharField(
                blank=True,
                help_text="If empty, it is made from the shade’s name.",
                max_length=200,
                verbose_name="description",
            ),
        ),
        migrations.AlterField(
            model_name="photo",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="position"),
        ),
        migrations.AlterField(
            model_name="product",
            name="family_position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="position in the family"),
        ),
        migrations.AlterField(
            model_name="product",
            name="fitting_position",
            field=models.CharField(
                blank=True,
                choices=[
                    ("base", "At the bottom of the shade"),
                    ("top", "At the top of the shade"),
                    ("reversible", "Reversible: table or pendant"),
                ],
                max_length=20,
                verbose_name="fitting position",
            ),
        ),
        migrations.AlterField(
            model_name="product",
            name="light",
            field=models.CharField(
                blank=True,
                choices=[("glows", "Glows"), ("half", "Some light"), ("opaque", "Opaque")],
                max_length=20,
                verbose_name="light",
            ),
        ),
        migrations.AlterField(
            model_name="product",
            name="low_stock_at",
            field=models.IntegerField(
                default=3,
                help_text="At this number and below, the shop says “Only 3 left”.",
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="low-stock level",
            ),
        ),
        migrations.AlterField(
            model_name="product",
            name="price",
            field=models.DecimalField(
                decimal_places=2,
                max_digits=10,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0.01"), "A price must be above 0."),
                    django.core.validators.MaxValueValidator(1000000, "A price can be at most 1,000,000."),
                ],
                verbose_name="price",
            ),
        ),
        migrations.AlterField(
            model_name="product",
            name="swatch",
            field=models.CharField(
                blank=True,
                help_text="#d6cab6",
                max_length=7,
                validators=[django.core.validators.RegexValidator("^#[0-9a-f]{6}$", "Enter a colour like #d6cab6.")],
                verbose_name="swatch",
            ),
        ),
        migrations.AlterField(
            model_name="stockmovement",
            name="reason",
            field=models.CharField(
                choices=[
                    ("receipt", "Received"),
                    ("correction", "Stocktake"),
                    ("loss", "Broken or lost"),
                    ("sale", "Sold"),
                    ("cancellation", "Order cancelled"),
                ],
                max_length=20,
                verbose_name="reason",
            ),
        ),
        migrations.AlterConstraint(
            model_name="photo",
            name="photos_one_pair",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["unlit", "lit"])),
                fields=("product", "kind"),
                name="photos_one_pair",
                violation_error_code="kind",
                violation_error_message="A shade can have only one photograph of this kind.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_price_above_zero",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gt", 0)),
                name="products_price_above_zero",
                violation_error_code="price",
                violation_error_message="A price must be above 0.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_top_not_wider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("top_diameter_mm__isnull", True),
                    ("bottom_diameter_mm__isnull", True),
                    ("shape__in", ["", "globe", "dome", "mushroom", "pagoda", "scalloped"]),
                    ("top_diameter_mm__lte", models.F("bottom_diameter_mm")),
                    _connector="OR",
                ),
                name="products_top_not_wider",
                violation_error_code="top_diameter_mm",
                violation_error_message="A shade of this shape cannot be wider at the top than at the bottom.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_widest_is_widest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("top_diameter_mm__isnull", True),
                    ("bottom_diameter_mm__isnull", True),
                    ("widest_mm__isnull", True),
                    models.Q(
                        ("widest_mm__gte", models.F("bottom_diameter_mm")),
                        ("widest_mm__gte", models.F("top_diameter_mm")),
                    ),
                    _connector="OR",
                ),
                name="products_widest_is_widest",
                violation_error_code="widest_mm",
                violation_error_message="The widest diameter cannot be less than the top or the bottom one.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_public_top_depth_mm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_public", False),
                    models.Q(("shape__in", ("oval", "rectangle")), _negated=True),
                    ("top_depth_mm__isnull", False),
                    _connector="OR",
                ),
                name="products_public_top_depth_mm",
                violation_error_code="top_depth_mm",
                violation_error_message="An oval or rectangular shade needs its second side.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_public_bottom_depth_mm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_public", False),
                    models.Q(("shape__in", ("oval", "rectangle")), _negated=True),
                    ("bottom_depth_mm__isnull", False),
                    _connector="OR",
                ),
                name="products_public_bottom_depth_mm",
                violation_error_code="bottom_depth_mm",
                violation_error_message="An oval or rectangular shade needs its second side.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_public_ring_mm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_public", False),
                    models.Q(("fitting__in", ("ring_e27", "ring_e14_b22", "duplex", "uno")), _negated=True),
                    ("ring_mm__isnull", False),
                    _connector="OR",
                ),
                name="products_public_ring_mm",
                violation_error_code="ring_mm",
                violation_error_message="A fitting with a ring needs the inside diameter of the ring.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_public_use",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_public", False),
                    ("for_table", True),
                    ("for_floor", True),
                    ("for_pendant", True),
                    ("for_wall", True),
                    _connector="OR",
                ),
                name="products_public_use",
                violation_error_code="for_table",
                violation_error_message="Choose at least one kind of lamp.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_price_fits",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__lte", 1000000)),
                name="products_price_fits",
                violation_error_code="price",
                violation_error_message="A price can be at most 1,000,000.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="product",
            name="products_slug_lower_case",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", django.db.models.functions.text.Lower("slug"))),
                name="products_slug_lower_case",
                violation_error_code="slug",
                violation_error_message="An address cannot contain capital letters.",
            ),
        ),
    ]
