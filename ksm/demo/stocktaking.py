"""Two invented stock-takings: one that ended in summer, and one that runs and waits for answers."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from customers.models import Authority, Contact, ServicePoint
from ksm.demo.accounts import OWN_REPORTER
from ksm.demo.chance import stream
from ksm.demo.people import People
from stocktaking import actions
from stocktaking.actions import Deed, Place
from stocktaking.lifecycle import Answer
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from workstations.models import DeviceKind

ENDED, RUNS = "stadt-wittenburg", "stadt-ludwigslust"
MESSAGE = "So wissen wir, was im Haus ist, und müssen bei einer Störung nicht lange suchen. Danke für Ihre Mithilfe!"
SAID = (
    (Answer.ELSEWHERE, "Steht jetzt im Besprechungsraum."),
    (Answer.MISSING, ""),
    (Answer.GONE, "Beim Umzug abgegeben."),
)


def take_stock(people: People, *, now: datetime) -> None:
    """The one that ended, with everything settled, and the one that runs, answered by half."""
    by = people.accounts["kundenbetreuung"]
    summer = now - timedelta(days=150)
    ended = _begin("Bestandsabgleich Sommer", ENDED, by, summer)
    _answer(ended, by, summer + timedelta(days=9), share=0.93, differences=5)
    _settle_all(ended, people.accounts["vor-ort"], summer + timedelta(days=18))
    actions.finish(campaign=ended, by=by, now=summer + timedelta(days=21))
    runs = _begin("Bestandsabgleich Herbst", RUNS, by, now - timedelta(days=8))
    _answer(runs, by, now - timedelta(days=3), share=0.55, differences=4)
    _tell_of_another(runs, now - timedelta(days=2))


def _begin(title: str, key: str, by: User, at: datetime) -> Campaign:
    day = timezone.localdate(at)
    campaign = Campaign(title=title, message=MESSAGE, starts_on=day, ends_on=day + timedelta(days=21), is_demo=True)
    actions.plan(campaign=campaign, authorities=list(Authority.objects.filter(key=key)), by=by, now=at)
    actions.start(campaign=campaign, by=by, now=at)
    return campaign


def _answer(campaign: Campaign, by: User, at: datetime, *, share: float, differences: int) -> None:
    """Most are seen on site, a few are otherwise; whose account everybody tries finds their own questions open."""
    coordinator = Contact.objects.filter(
        authority__in=campaign.authorities.all(), role=Contact.Role.IT_COORDINATOR, user__isnull=False
    ).first()
    rows = list(CampaignDevice.objects.filter(campaign=campaign).exclude(asked__user__username=OWN_REPORTER))
    stream(f"stocktaking/{campaign.title}").shuffle(rows)
    seen = rows[differences : differences + int(len(rows) * share)]
    actions.check_room(campaign=campaign, keys=[row.pk for row in seen], by=by, now=at)
    if coordinator is None or coordinator.user is None:
        return
    for number, row in enumerate(rows[:differences]):
        answer, remark = SAID[number % len(SAID)]
        actions.answer_device(row=row, answer=answer, remark=remark, by=coordinator.user, now=at)


def _settle_all(campaign: Campaign, by: User, at: datetime) -> None:
    """Each difference by what is to be done about it."""
    stock = ServicePoint.objects.filter(
        authorities__in=campaign.authorities.all()
    ).first() or ServicePoint.objects.earliest("pk")
    for row in CampaignDevice.objects.filter(campaign=campaign).to_settle().select_related("campaign", "device"):
        deed, note = Deed.OTHERWISE, "Das Gerät steht wieder an seinem Platz."
        if row.answer == Answer.GONE:
            deed, note = Deed.STORED, ""
        elif row.answer == Answer.MISSING:
            deed, note = Deed.LOST, "Auch nach Suche nicht gefunden."
        actions.settle(row=row, deed=deed, place=Place(service_point=stock), note=note, by=by, now=at)


def _tell_of_another(campaign: Campaign, at: datetime) -> None:
    """Somebody has a screen that stands in no list."""
    person = Contact.objects.filter(user__username=OWN_REPORTER).first()
    if person is None or person.user is None:
        return
    device = UnlistedDevice(
        campaign=campaign, authority=person.authority, kind=DeviceKind.MONITOR, number="MW-24-0815",
        place="An meinem Schreibtisch", remark="Zweiter Bildschirm vom Vorgänger.",
    )  # fmt: skip
    actions.report_unlisted(device=device, by=person.user, now=at)
