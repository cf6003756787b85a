"""What the fit finder was asked, and what it answers for every shade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Q
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.fit.forms import LampForm, NamedLampForm, with_unit
from catalog.fit.lamp import HomeLamp
from catalog.fit.query import fit_condition, verdict_expression
from catalog.fit.rules import judge, pendant_advice
from catalog.fit.shade import as_shade
from catalog.fit.verdict import Level, Verdict
from catalog.lengths import Unit, from_mm
from catalog.models import Lamp, Product
from catalog.models.by_key import shades_with_pairs
from catalog.models.count import EXACT_UP_TO, Count, capped
from catalog.models.first_rows import Rows, first_keys, unless
from catalog.models.tally import TOTAL, tally
from catalog.terms import Holder, Use
from shop.for_a_minute import kept
from shop.pagination import page_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RESULTS_PER_PAGE = 48
# Its answers among what is kept for a minute.
FINDER = "fit finder"
# What an address asks by; `use` alone only chooses which form is shown.
MEASURES = ("height", "width", "holder", "table")
# All parameters that ask or choose; `by` is one of former addresses.
READ = ("lamp", "use", *MEASURES, "unit", "ask", "by")


@dataclass(frozen=True)
class Kind:
    """A kind of lamp that can be asked about, and the address of its form."""

    label: "StrOrPromise"
    url: str
    is_current: bool


@dataclass(frozen=True)
class Question:
    """The two forms as the page shows them, and the lamp that one of them describes; None while there is none."""

    form: LampForm
    named: NamedLampForm
    lamp: HomeLamp | None

    @property
    def is_asked(self) -> bool:
        """Whether the address asks, rather than a cookie."""
        return self.form.is_bound or self.named.is_bound

    @property
    def kinds(self) -> list[Kind]:
        """All kinds of lamps, each with the address of the form that asks for it."""
        return [
            Kind(use.label, f"{reverse('catalog:fit')}?{self._asking_for(use)}", use is self.form.kind) for use in Use
        ]

    def _asking_for(self, use: Use) -> str:
        """The query of a form for this kind, with what is typed or known so far."""
        known = {name: str(self.form[name].value() or "") for name in ("unit", *MEASURES)}
        if Use.PENDANT in (use, self.form.kind) and use is not self.form.kind:
            del known["holder"]
        usual = {"unit": "cm", "holder": "pendant" if self.form.kind is Use.PENDANT else "e27"}
        said = {name: value for name, value in known.items() if value and value != usual.get(name)}
        asks_nothing_yet = {"ask": "1"} if said.keys() & set(MEASURES) else {}
        return urlencode({"use": use.value, **said, **asks_nothing_yet})


def question(data: Mapping[str, Any], remembered: HomeLamp | None) -> Question:
    """Reads the lamp by name (`lamp`) or by its measures; else that remembered, unless a kind is chosen (`use`).

    With `ask` the address only fills in the form for another kind. `by=table` asked for a pendant over a table until
    the form asked for the kind of lamp first.
    """
    named = NamedLampForm(data if "lamp" in data else None, lamps=list(Lamp.objects.all()))
    unit: Unit = "in" if data.get("unit") == "in" else "cm"
    if data.get("by") == "table":
        data = {"table": data.get("table"), "unit": data.get("unit"), "use": "pendant", "holder": "pendant"}
    if named.chosen:
        form = LampForm({**_typed(named.chosen, unit), "table": data.get("table"), "unit": unit})
    elif any(name in data for name in MEASURES) and "ask" not in data:
        form = LampForm(with_unit(data, LampForm.base_fields))
    elif remembered and not named.is_bound and "use" not in data:
        return Question(LampForm(initial={**remembered.fields, **remembered.sizes}), named, remembered)
    else:
        use = data.get("use") if data.get("use") in Use else Use.TABLE
        holder = Holder.PENDANT if use == Use.PENDANT else Holder.E27
        known = {name: typed for name, typed in with_unit(data, LampForm.base_fields).items() if typed}
        form = LampForm(initial={"holder": holder, **known, "use": use, "unit": unit})
    return Question(form, named, form.lamp if form.is_valid() else None)


def lamp_in(data: Mapping[str, Any]) -> HomeLamp | None:
    """The lamp that an address carries on from the finder, in the finder's own parameters; None where it does not."""
    if "use" not in data or "holder" not in data:
        return None
    form = LampForm(with_unit(data, LampForm.base_fields))
    return form.lamp if form.is_valid() else None


def _typed(lamp: Lamp, unit: Unit) -> dict[str, Any]:
    """What its owner would have typed."""
    sizes = {"height": lamp.height_mm, "width": lamp.width_mm}
    typed = {name: None if mm is None else from_mm(mm, unit) for name, mm in sizes.items()}
    return {**typed, "holder": lamp.holder, "use": lamp.use}


@dataclass(frozen=True)
class PendantWords:
    """How wide a shade over the table may be, and how high it hangs; empty where there is no such width."""

    diameter: str
    at_most: str
    above: str


def pendant_words(lamp: HomeLamp) -> PendantWords | None:
    """The advice for a pendant over a table, in the owner's unit; None for other lamps."""
    if lamp.use != "pendant" or lamp.table_mm is None:
        return None
    advice = pendant_advice(lamp.table_mm)
    at_most = lamp.length(advice.at_most_mm) if advice.at_most_mm else ""
    diameter = _span(lamp, advice.smallest_mm, advice.largest_mm)
    return PendantWords(diameter, at_most, _span(lamp, advice.hang_lowest_mm, advice.hang_highest_mm))


def _span(lamp: HomeLamp, least: int | None, most: int | None) -> str:
    if least is None or most is None:
        return ""
    return _("%(least)s to %(most)s") % {"least": lamp.length(least), "most": lamp.length(most)}


@dataclass(frozen=True)
class Answer:
    """One shade and its verdict."""

    product: Product
    verdict: Verdict


@dataclass(frozen=True)
class LevelGroup:
    """The shades of one level that are on this page, and how many there are of them in all."""

    level: Level
    count: Count
    answers: list[Answer]

    @property
    def heading(self) -> str:
        n = self.count
        headings = {
            Level.GOOD: ngettext("%(n)s fits well", "%(n)s fit well", n),
            Level.POSSIBLE: ngettext("%(n)s fits, with reservations", "%(n)s fit, with reservations", n),
            Level.UNSUITED: ngettext(
                "%(n)s goes on, but is out of proportion", "%(n)s go on, but are out of proportion", n
            ),
            Level.NO: ngettext("%(n)s cannot be mounted", "%(n)s cannot be mounted", n),
        }
        return headings[self.level] % {"n": n.words}

    @property
    def is_fit(self) -> bool:
        return self.level >= Level.POSSIBLE


@dataclass(frozen=True)
class Answers:
    """A page of answers, best first. `are_folded`: those that do not fit are too many, and have pages of their own."""

    groups: list[LevelGroup]
    page: Page
    fit_count: Count
    unfit_count: Count
    are_folded: bool
    shows_unfit: bool


def answers(lamp: HomeLamp, *, number: int, wants_unfit: bool) -> Answers:
    """Every public shade judged by the database, best first, and put into words here: a thousand of a level.

    Queries: how many shades there are, one for each level that is asked for unless it is kept, the shades of the page,
    their photographs.
    Raises Http404 for a page past the last one.
    """
    total, keys = tally()[TOTAL], {level: _keys(lamp, level) for level in (Level.GOOD, Level.POSSIBLE)}
    fit = sum(len(found) for found in keys.values())
    fit_count = Count(min(fit, EXACT_UP_TO), or_more=fit > EXACT_UP_TO)
    unfit_count = capped(max(total - fit, 0))
    are_folded = total > RESULTS_PER_PAGE and unfit_count > 0
    shows_unfit = are_folded and (wants_unfit or not fit)
    if unfit_count and (shows_unfit or not are_folded):
        unfit = {level: _keys(lamp, level) for level in (Level.UNSUITED, Level.NO)}
        keys = unfit if shows_unfit else keys | unfit
    counts = {level: capped(len(found)) for level, found in keys.items()}
    listed = [key for found in keys.values() for key in found[:EXACT_UP_TO]]
    is_cut = any(count.or_more for count in counts.values())
    page = page_of(listed, RESULTS_PER_PAGE, number, count=Count(len(listed), or_more=is_cut))
    return Answers(_groups(page, lamp, counts), page, fit_count, unfit_count, are_folded, shows_unfit)


def _keys(lamp: HomeLamp, level: Level) -> Sequence[int]:
    """The keys of the shades of a level in their order, found in the last minute: the lamp's unit does not matter."""
    return kept((FINDER, level, replace(lamp, unit="cm")), lambda: _found(lamp, level))


def _found(lamp: HomeLamp, level: Level) -> Sequence[int]:
    """The keys of the shades of a level, the newest first, what is sold out last: a thousand, and one of more."""
    good, possible = fit_condition(lamp, Level.GOOD), fit_condition(lamp, Level.POSSIBLE)
    if level is Level.GOOD:
        return first_keys(Rows([good]))
    if level is Level.POSSIBLE:
        return first_keys(Rows([possible, unless(good)]))
    return first_keys(Rows([Q(Exact(verdict_expression(lamp), level))]))


def _groups(page: Page, lamp: HomeLamp, counts: dict[Level, Count]) -> list[LevelGroup]:
    found = [Answer(shade, judge(as_shade(shade), lamp)) for shade in shades_with_pairs(list(page.object_list))]
    of_level = {level: [one for one in found if one.verdict.level is level] for level in sorted(Level, reverse=True)}
    return [
        LevelGroup(level, counts.get(level, Count(len(found))), found) for level, found in of_level.items() if found
    ]
