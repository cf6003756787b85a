"""What search engines are told of the shop (schema.org): who sells, how it is sent, how it may come back."""

from typing import Any

from django.conf import settings

from pages.models import Business

FREE = {"@type": "MonetaryAmount", "value": "0", "currency": settings.CURRENCY}
# Countries of one offer that are named one by one; for more than these, nothing is said.
MOST_COUNTRIES = 50


def organisation(business: Business) -> dict[str, Any]:
    """OnlineStore, with what is known of it."""
    known = {
        "legalName": business.legal_name,
        "email": business.email,
        "telephone": business.phone,
        "taxID": business.tax_number,
        "address": _address(business),
    }
    return {
        "@context": "https://schema.org",
        "@type": "OnlineStore",
        "name": str(business.shop_name),
        "url": f"{settings.SITE_URL}/",
        **{name: value for name, value in known.items() if value},
    }


def terms_of_sale(business: Business) -> dict[str, Any]:
    """For an Offer: `shippingDetails` and `hasMerchantReturnPolicy`, each only if its days and countries are known."""
    countries = sorted(business.delivers_to.split())
    if not 0 < len(countries) <= MOST_COUNTRIES:
        return {}
    terms: dict[str, Any] = {}
    if days := business.dispatch_days:
        terms["shippingDetails"] = {
            "@type": "OfferShippingDetails",
            "shippingRate": FREE,
            "shippingDestination": {"@type": "DefinedRegion", "addressCountry": countries},
            "deliveryTime": {
                "@type": "ShippingDeliveryTime",
                "handlingTime": {"@type": "QuantitativeValue", "minValue": 0, "maxValue": days, "unitCode": "DAY"},
            },
        }
    if days := business.return_days:
        terms["hasMerchantReturnPolicy"] = {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": countries,
            "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": days,
        }
    return terms


def _address(business: Business) -> dict[str, str]:
    known = {
        "streetAddress": business.street,
        "postalCode": business.postcode,
        "addressLocality": business.city,
        "addressCountry": business.country,
    }
    found = {name: value for name, value in known.items() if value}
    return {"@type": "PostalAddress", **found} if found else {}
