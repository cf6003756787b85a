"""The tables, COUNT shades and eight users: DATABASE_URL=… DJANGO_SETTINGS_MODULE=settings python load.py COUNT"""

import random
import sys

import django
from django.core.management import call_command
from django.db import connection
from django.utils.text import slugify

django.setup()
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from shop.models import Category, Product

CATEGORIES = "Drum Empire Coolie Cone Bell Square Pleated Tiffany Globe Pendant Clip-on Candle".split()
COLOURS = "ivory cream sage moss navy slate ochre rust coral blush plum ink sand stone teal olive".split()
FABRICS = "linen cotton silk velvet paper rattan wool jute hessian parchment".split()
WORDS = (
    "soft light warm room table floor pendant lamp shade fabric lining brass ring frame hand made small studio woven "
    "natural colour evening reading corner hall bedroom even glow sits well fits standard fitting reducer included "
    "easy clean dust brush keeps shape years plain finish quiet detail trim edge rolled stitched diffuser gentle "
    "shadow"
).split()

call_command("migrate", verbosity=0)
call_command("migrate", run_syncdb=True, verbosity=0)
categories = Category.objects.bulk_create(Category(name=f"{name} shades", slug=slugify(name)) for name in CATEGORIES)
chosen = random.Random(5)


def shade(number):
    category = chosen.choice(categories)
    size = chosen.randrange(15, 55, 5)
    words = [chosen.choice(COLOURS).capitalize(), chosen.choice(FABRICS), category.name[:-1].lower()]
    name = f"{' '.join(words)} {size} cm No {number}"
    return Product(
        category=category,
        name=name,
        slug=slugify(name),
        description=" ".join(chosen.choices(WORDS, k=60)).capitalize() + ".",
        price=chosen.randrange(900, 19900) / 100,
        stock=1_000_000,
        picture=f"products/shade-{number % 24:02}.jpg",
    )


for first in range(1, int(sys.argv[1]) + 1, 5000):
    Product.objects.bulk_create(shade(number) for number in range(first, min(first + 5000, int(sys.argv[1]) + 1)))
password = make_password("lamp-123456")
User.objects.bulk_create(User(username=f"user{n}@example.com", password=password) for n in range(1, 9))
with connection.cursor() as cursor:
    cursor.execute("VACUUM ANALYZE")
