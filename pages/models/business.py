"""Who sells, and on what terms: one row."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shop.constraints import MessagesBesideFields
from shop.countries import country_name
from shop.templatetags.shop import day
from shop.territories import COUNTRIES
from shop.translated import Translated, in_the_active_language

# The only row.
PK = 1
MOST_DAYS = 365


def number_of_days(label: Any, help_text: Any) -> "models.Field[Any, Any]":
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=help_text,
    )


def text_of_later(label: Any, most: int, help_text: Any) -> "models.Field[Any, Any]":
    """A text that may be empty, and is where the version before this column has written the row."""
    return models.CharField(label, max_length=most, blank=True, default="", db_default="", help_text=help_text)


def price_note(rate: Decimal | None) -> str:
    """What a price with VAT at this rate contains, in the active language; empty where the rate is not known."""
    if rate is None:
        return ""
    return gettext("incl. VAT and delivery") if rate else gettext("no VAT is charged, delivery included")


class Business(MessagesBesideFields):
    """The business data. What is empty is not shown on any page; `check_shop --open` lists what must not be empty.

    It is read through `pages.current.business()`, which keeps it for a second.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=PK, editable=False)
    shop_name = Translated(
        models.CharField(_("name of the shop"), max_length=60),
        {"en": {"default": "Abajur"}, "ru": {"default": "Абажур"}},
        attrgetter=in_the_active_language,
    )
    claim = Translated(
        models.CharField(
            _("claim"), max_length=160, blank=True, help_text=_("A sentence about the shop, at the foot of every page.")
        )
    )
    home_heading = Translated(models.CharField(_("heading of the home page"), max_length=80, blank=True))
    home_lede = Translated(models.CharField(_("sentence below it"), max_length=200, blank=True))
    # Text and no key: words know of no shades (`pages.links.shown_skus`).
    home_shade = text_of_later(
        _("SKU of the shade at the top"),
        40,
        _("Its two photographs and their descriptions stand there. Empty: those of the newest shade."),
    )
    is_demo = models.BooleanField(
        _("demo data"), default=False, help_text=_("Untick it once name, address and account are your own.")
    )

    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    street = models.CharField(_("street, house, flat"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    tax_number = models.CharField(
        _("tax number"),
        max_length=40,
        blank=True,
        help_text=_("The VAT number, or the tax number of your country: it stands on invoices."),
    )

    account_holder = models.CharField(
        _("account holder"), max_length=70, blank=True, help_text=_("If it is not the legal name.")
    )
    account = models.CharField(
        _("bank account"),
        max_length=34,
        blank=True,
        help_text=_("The IBAN, or the number of the account where there is none."),
    )
    bic = models.CharField(
        _("BIC"),
        max_length=11,
        blank=True,
        help_text=_("The code of the bank: 8 or 11 signs, in Russia the 9 digits of the BIK."),
    )
    # Of a Russian bank with the Bank of Russia: without it no app there takes the code of a payment (GOST R 56042).
    correspondent_account = text_of_later(
        _("correspondent account"), 20, _("Of a bank in Russia: 20 digits. Leave it empty elsewhere.")
    )
    # The same bank, as payers abroad name it: a BIK is known in Russia alone.
    swift = text_of_later(
        _("SWIFT code"), 11, _("Of a bank in Russia, for transfers from abroad. Leave it empty elsewhere.")
    )
    bank = models.CharField(_("bank"), max_length=100, blank=True)

    vat_rate = models.DecimalField(
        _("VAT rate, %"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal("99.99"))],
        help_text=_("Contained in every price. 0 if you charge no VAT; pages then say so."),
    )
    delivers_to = models.CharField(
        _("delivers to"),
        max_length=3 * len(COUNTRIES),
        blank=True,
        help_text=_("None chosen: all countries."),
    )
    dispatch_days = number_of_days(_("days to dispatch"), _("Working days until a paid order leaves."))
    return_days = number_of_days(_("days to return"), _("Days after its arrival in which an order may come back."))

    class Meta:
        db_table = "business"
        # There is one, and a shop cannot be without it.
        default_permissions = ("change", "view")
        verbose_name = _("business data")
        verbose_name_plural = _("business data")
        constraints = [
            models.CheckConstraint(condition=Q(id=PK), name="business_one_row"),
            models.CheckConstraint(condition=~Q(shop_name_en="") & ~Q(shop_name_ru=""), name="business_has_a_name"),
            models.CheckConstraint(
                condition=Q(vat_rate__isnull=True) | Q(vat_rate__gte=0, vat_rate__lt=100), name="business_vat_rate"
            ),
            models.CheckConstraint(
                condition=(Q(dispatch_days__isnull=True) | Q(dispatch_days__gte=1, dispatch_days__lte=MOST_DAYS))
                & (Q(return_days__isnull=True) | Q(return_days__gte=1, return_days__lte=MOST_DAYS)),
                name="business_days",
            ),
        ]

    def __str__(self) -> str:
        return str(self.shop_name)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of the countries that the shop delivers to: all of them, if none is named."""
        return frozenset(self.delivers_to.split()) or frozenset(COUNTRIES)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of the shop in each language."""
        return tuple(getattr(self, column) for column in Business.shop_name.fields)

    @property
    def says_who_sells(self) -> bool:
        """Whether anything is known of the seller. Days and rate do not count: a new shop may have them."""
        return any((self.legal_name, self.street, self.city, self.email, self.account))

    @property
    def is_of_a_seller(self) -> bool:
        return self.says_who_sells and not self.is_demo

    @property
    def seller(self) -> str:
        """The name of whoever sells: the legal name, else that of the shop."""
        return self.legal_name or str(self.shop_name)

    @property
    def address_lines(self) -> list[str]:
        """Street, postcode and city, country; only what is known."""
        town = f"{self.postcode} {self.city}".strip()
        country = country_name(self.country) if self.country else ""
        return [line for line in (self.street, town, country) if line]

    @property
    def price_note(self) -> str:
        """What every price contains, in the active language; empty until the shop has said its VAT rate."""
        return price_note(self.vat_rate)

    def sent_by(self, paid_at: datetime) -> datetime | None:
        """When what was paid at that moment has left: working days are Monday to Friday. None if not set."""
        if not self.dispatch_days:
            return None
        at = timezone.localtime(paid_at)
        weeks, rest = divmod(self.dispatch_days, 5)
        # What is paid on a Saturday or Sunday counts as paid on the Friday before.
        weekend = max(at.weekday() - 4, 0)
        over = 2 if at.weekday() - weekend + rest > 4 else 0
        return at + timedelta(days=7 * weeks + rest + over - weekend)

    def mail_link(self, subject: str, body: str) -> str:
        """A `mailto:` address with subject and body filled in (RFC 6068); empty while the shop has no e-mail."""
        if not self.email:
            return ""
        filled = urlencode({"subject": subject, "body": body.replace("\n", "\r\n")}, quote_via=quote)
        return f"mailto:{quote(self.email, safe='@')}?{filled}"

    @property
    def delivery_facts(self) -> tuple[str, ...]:
        """Short facts about delivery and returns, in the active language; nothing for what is not set.

        Delivery is in the price: checkout adds nothing to it.
        """
        days = self.dispatch_days
        leaves = ngettext("Dispatched within %(n)d working day", "Dispatched within %(n)d working days", days or 0)
        return self._facts(leaves % {"n": days} if days else "")

    def facts_of_order(self, paid_at: datetime) -> tuple[str, ...]:
        """The same for an order that was paid at that moment, with the day by which it leaves."""
        leaves = self.sent_by(paid_at)
        return self._facts(gettext("We send it by %(day)s") % {"day": day(leaves)} if leaves else "")

    def _facts(self, leaves: str) -> tuple[str, ...]:
        facts = [gettext("Delivery included"), leaves] if leaves else []
        if days := self.return_days:
            facts.append(ngettext("%(n)d day to return", "%(n)d days to return", days) % {"n": days})
        return tuple(facts)
