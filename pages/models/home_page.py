"""The shop's own words outside its pages: columns of the business data, edited by themselves."""

from django.utils.translation import gettext_lazy as _

from pages.models.business import Business


class HomePage(Business):
    """The claim, and the words at the top of the home page. Empty ones leave what the templates say."""

    class Meta:
        proxy = True
        default_permissions = ("change", "view")
        verbose_name = _("home page and claim")
        verbose_name_plural = _("home page and claim")

    def __str__(self) -> str:
        return str(_("Home page and claim"))
