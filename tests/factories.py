"""Rows for tests, one factory per model; every row passes the same validation as one entered by a person."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import factory
from django.db import models
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Absence, Provider, StaffMember, Team, User
from announcements.models import Announcement
from applications.models import (
    ApplicationData,
    ApplicationUse,
    DataCategory,
    Interface,
    Product,
    ProductStatement,
    ProductVersion,
    ProvidedService,
    PublicService,
    SpecialistApplication,
    Training,
    UseContact,
    Vendor,
)
from catalogue.models import Condition, FormField, ServiceArea, ServiceOffer
from contracts.deadlines import Kind as DeadlineKind
from contracts.models import (
    Agreement,
    AgreementDocument,
    AgreementWarning,
    BlockedTime,
    Decision,
    Holiday,
    Priority,
    ServiceAgreement,
    ServiceCalendar,
    ServiceHours,
    ServiceLevel,
    ServiceSpecification,
    WeeklyBlockedTime,
)
from contracts.notice import NoticeTo
from customers.models import (
    Authority,
    AuthorityRole,
    Contact,
    ContactFunction,
    Location,
    Membership,
    OpeningException,
    OpeningHours,
    Room,
    ServicePoint,
    Shift,
    Site,
    Succession,
    TaskTransfer,
)
from customers.models.service_points import Weekday
from dependencies.models import Relation
from handovers.lifecycle import State as HandoverState
from handovers.models import Handover, HandoverDocument, HandoverItem, SignatureKind
from history.models import Certainty, LogEntry
from imports.comparing import Outcome
from imports.lifecycle import State as ImportState
from imports.models import Import, ImportRow
from inventory.models import (
    AgentToken,
    FieldLock,
    InstalledSoftware,
    InventoryReport,
    KnownField,
    ReviewCase,
    SoftwareTitle,
)
from inventory.models import Outcome as ReportOutcome
from inventory.recognition import Doubt, Mark
from inventory.reports import Program, Report
from knowledge.models import Article, Feedback, Topic
from mailboxes.models import IncomingMail, Mailbox
from notifications.models import Notification
from privacy.models import DeletionProof, ExitPack
from replacements.due import PriceSource
from replacements.models import (
    BudgetRound,
    PlannedReplacement,
    ReplacementRule,
    RoundAuthority,
    RoundLine,
    UpgradePath,
)
from stocktaking.lifecycle import Channel
from stocktaking.lifecycle import State as CampaignState
from stocktaking.models import Campaign, CampaignDevice, UnlistedDevice
from takeovers.gates import Gate
from takeovers.models import (
    Baseline,
    BaselineItem,
    CaseEvent,
    CaseScope,
    CaseTask,
    Consent,
    Evidence,
    GateOverride,
    InventorySnapshot,
    ProcessTemplate,
    Side,
    SnapshotItem,
    TakeoverCase,
    TaskReminder,
    TemplatePhase,
    TemplateTask,
)
from tests.documents import small
from tickets.lifecycle import ENDED, State
from tickets.models import (
    AffectedAuthority,
    ArticleUse,
    Attachment,
    Category,
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    ClockPause,
    Draft,
    Macro,
    MajorIncident,
    Mention,
    Message,
    Particular,
    Rating,
    RecurringRun,
    RecurringTicket,
    Reminder,
    Stopwatch,
    TextModule,
    Ticket,
    TicketEvent,
    TicketLink,
    TicketTemplate,
    TimeEntry,
    Watcher,
)
from tickets.priorities import Impact, Urgency, priority_of
from workstations.lifecycle import PlaceState
from workstations.lifecycle import State as DeviceState
from workstations.models import (
    DataErasure,
    Device,
    DeviceKind,
    DeviceModel,
    InfrastructureItem,
    Kit,
    KitItem,
    Lease,
    Loan,
    OperatingSystem,
    StockMinimum,
    Workstation,
)

PASSWORD = "Ludwigslust-1724"

Row = TypeVar("Row", bound=models.Model)


class ValidFactory(DjangoModelFactory[Row]):
    """Stores only rows that pass their own validation; what the database checks itself is left to it, for speed."""

    class Meta:
        abstract = True

    if TYPE_CHECKING:  # calling a factory gives a row, not a factory

        def __new__(cls, *args: Any, **kwargs: Any) -> Row: ...  # type: ignore[misc]

    @classmethod
    def _create(cls, model_class: type[Row], *args: Any, **kwargs: Any) -> Row:
        row = model_class(*args, **kwargs)
        related = {field.name for field in row._meta.concrete_fields if field.is_relation}
        row.full_clean(exclude=related, validate_unique=False, validate_constraints=False)
        row.save()
        return row


# accounts


class UserFactory(ValidFactory[User]):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = factory.Iterator(["Anke", "Bernd", "Cora", "Dirk", "Elif", "Fiete"])
    last_name = factory.Sequence(lambda n: f"Musterfrau-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@beispiel.example")
    password = factory.django.Password(PASSWORD)


class ProviderFactory(ValidFactory[Provider]):
    class Meta:
        model = Provider

    code = factory.Sequence(lambda n: f"P{n}")
    name = factory.LazyAttribute(lambda provider: f"Kommunalservice {provider.code}")
    legal_form = "Anstalt des öffentlichen Rechts"
    officer_contact = "Datenschutzbeauftragte Stelle, datenschutz@provider.example"


class TeamFactory(ValidFactory[Team]):
    class Meta:
        model = Team

    key = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: f"Team {n}")


class StaffMemberFactory(ValidFactory[StaffMember]):
    class Meta:
        model = StaffMember

    user = factory.SubFactory(UserFactory)
    provider = factory.SubFactory(ProviderFactory)
    team = factory.SubFactory(TeamFactory)
    display_name = factory.LazyAttribute(lambda member: str(member.user))


class AbsenceFactory(ValidFactory[Absence]):
    class Meta:
        model = Absence

    member = factory.SubFactory(StaffMemberFactory)
    first_day = date(2026, 11, 16)
    last_day = date(2026, 11, 20)
    substitute = factory.SubFactory(StaffMemberFactory)


# customers


class AuthorityFactory(ValidFactory[Authority]):
    class Meta:
        model = Authority

    key = factory.Sequence(lambda n: f"behoerde-{n}")
    name = factory.Sequence(lambda n: f"Zweckverband {n}")
    short_name = factory.Sequence(lambda n: f"ZV {n}")
    kind = Authority.Kind.SPECIAL_PURPOSE_ASSOCIATION


class MembershipFactory(ValidFactory[Membership]):
    class Meta:
        model = Membership

    member = factory.SubFactory(AuthorityFactory)
    body = factory.SubFactory(AuthorityFactory)
    kind = Membership.Kind.MEMBER_OF_AMT


class AuthorityRoleFactory(ValidFactory[AuthorityRole]):
    class Meta:
        model = AuthorityRole

    authority = factory.SubFactory(AuthorityFactory)
    role = AuthorityRole.Role.CUSTOMER


class TaskTransferFactory(ValidFactory[TaskTransfer]):
    class Meta:
        model = TaskTransfer

    authority = factory.SubFactory(AuthorityFactory)
    scope = TaskTransfer.Scope.CORE_IT


class SuccessionFactory(ValidFactory[Succession]):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(AuthorityFactory)
    successor = factory.SubFactory(AuthorityFactory)
    effective_on = date(2019, 5, 26)
    kind = Succession.Kind.INCORPORATION


class LocationFactory(ValidFactory[Location]):
    class Meta:
        model = Location

    authority = factory.SubFactory(AuthorityFactory)
    latitude = Decimal("53.326305")
    longitude = Decimal("11.497142")


class SiteFactory(ValidFactory[Site]):
    class Meta:
        model = Site

    authority = factory.SubFactory(AuthorityFactory)
    key = factory.Sequence(lambda n: f"standort-{n}")
    name = factory.Sequence(lambda n: f"Rathaus {n}")


class DataCentreFactory(ValidFactory[Site]):
    class Meta:
        model = Site

    key = factory.Sequence(lambda n: f"rechenzentrum-{n}")
    provider = factory.SubFactory(ProviderFactory)
    name = factory.Sequence(lambda n: f"Rechenzentrum {n}")
    is_data_centre = True


class RoomFactory(ValidFactory[Room]):
    class Meta:
        model = Room

    site = factory.SubFactory(SiteFactory)
    name = factory.Sequence(lambda n: f"{n}")


class ContactFactory(ValidFactory[Contact]):
    class Meta:
        model = Contact

    authority = factory.SubFactory(AuthorityFactory)
    first_name = factory.Iterator(["Grit", "Hauke", "Ilse", "Jost"])
    last_name = factory.Sequence(lambda n: f"Mustermann-{n}")
    email = factory.Sequence(lambda n: f"kontakt{n}@behoerde.example")


class ContactFunctionFactory(ValidFactory[ContactFunction]):
    """An emergency contact, with the private number that comes with it."""

    class Meta:
        model = ContactFunction

    contact = factory.SubFactory(ContactFactory)
    kind = ContactFunction.Kind.EMERGENCY
    phone = "0152 28817386"
    consented_on = date(2026, 11, 2)


class ServicePointFactory(ValidFactory[ServicePoint]):
    class Meta:
        model = ServicePoint
        skip_postgeneration_save = True

    key = factory.Sequence(lambda n: f"service-point-{n}")
    provider = factory.SubFactory(ProviderFactory)
    name = factory.Sequence(lambda n: f"Service-Point {n}")

    @factory.post_generation
    def authorities(self, create: bool, served: list[Authority] | None) -> None:
        if create and served:
            self.authorities.set(served)  # factory-boy passes the row as `self`


class AnnouncementFactory(ValidFactory[Announcement]):
    class Meta:
        model = Announcement
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Wartung {n}")
    text = "Am Abend ist das Fachverfahren nicht erreichbar."
    shown_from = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))

    @factory.post_generation
    def authorities(self, create: bool, concerned: list[Authority] | None) -> None:
        if create and concerned:
            self.authorities.set(concerned)  # factory-boy passes the row as `self`


class TopicFactory(ValidFactory[Topic]):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Thema {n}")


class ArticleFactory(ValidFactory[Article]):
    class Meta:
        model = Article
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Anleitung {n}")
    summary = "In drei Schritten erledigt."
    body = "## Vorgehen\n\n1. Anmelden\n2. Fertig"
    topic = factory.SubFactory(TopicFactory)
    audience = Article.Audience.ALL
    state = Article.State.PUBLISHED
    review_on = date(2027, 11, 30)
    changed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def authorities(self, create: bool, readers: list[Authority] | None) -> None:
        if create and readers:
            self.authorities.set(readers)  # factory-boy passes the row as `self`

    @factory.post_generation
    def applications(self, create: bool, about: list[SpecialistApplication] | None) -> None:
        if create and about:
            self.applications.set(about)  # factory-boy passes the row as `self`


class FeedbackFactory(ValidFactory[Feedback]):
    class Meta:
        model = Feedback

    article = factory.SubFactory(ArticleFactory)
    user = factory.SubFactory(UserFactory)
    helped = False
    comment = "Der zweite Schritt fehlt."
    given_at = factory.LazyFunction(timezone.now)


class OpeningHoursFactory(ValidFactory[OpeningHours]):
    class Meta:
        model = OpeningHours

    service_point = factory.SubFactory(ServicePointFactory)
    weekday = Weekday.TUESDAY
    opens_at = time(8)
    closes_at = time(16)


class OpeningExceptionFactory(ValidFactory[OpeningException]):
    class Meta:
        model = OpeningException

    service_point = factory.SubFactory(ServicePointFactory)
    first_day = date(2026, 12, 28)
    last_day = date(2026, 12, 31)
    reason = "Zwischen den Jahren"


class ShiftFactory(ValidFactory[Shift]):
    """A duty of somebody who works at the service point."""

    class Meta:
        model = Shift

    service_point = factory.SubFactory(ServicePointFactory)
    day = date(2026, 11, 17)
    member = factory.SubFactory(StaffMemberFactory)
    begins_at = time(8)
    ends_at = time(16)

    @classmethod
    def _create(cls, model_class: type[Shift], *args: Any, **kwargs: Any) -> Shift:
        shift = super()._create(model_class, *args, **kwargs)
        shift.service_point.staff.add(*(person for person in (shift.member, shift.deputy) if person))
        return shift


# workstations


class OperatingSystemFactory(ValidFactory[OperatingSystem]):
    class Meta:
        model = OperatingSystem

    name = factory.Sequence(lambda n: f"Betriebssystem {n}")
    version = "1"


class DeviceModelFactory(ValidFactory[DeviceModel]):
    class Meta:
        model = DeviceModel

    manufacturer = "Musterwerk"
    name = factory.Sequence(lambda n: f"Mustertower {n}")
    kind = DeviceKind.DESKTOP


class WorkstationFactory(ValidFactory[Workstation]):
    """A workstation with the computer that is used there, unless told otherwise."""

    class Meta:
        model = Workstation

    class Params:
        operating_system = factory.SubFactory(OperatingSystemFactory)

    inventory_number = factory.Sequence(lambda n: f"AP-{n:05d}")
    name = factory.Sequence(lambda n: f"pc-{n:05d}")
    authority = factory.SubFactory(AuthorityFactory)
    state = PlaceState.IN_SERVICE
    in_service_on = date(2024, 3, 1)
    computer = factory.Maybe(
        "operating_system",
        factory.SubFactory(
            "tests.factories.DeviceFactory",
            workstation=None,
            authority=factory.SelfAttribute("..authority"),
            operating_system=factory.SelfAttribute("..operating_system"),
        ),
    )

    @classmethod
    def _create(cls, model_class: type[Workstation], *args: Any, **kwargs: Any) -> Workstation:
        workstation = super()._create(model_class, *args, **kwargs)
        if workstation.computer is not None:
            workstation.computer.workstation = workstation
            workstation.computer.save()
        return workstation


class DeviceFactory(ValidFactory[Device]):
    """A device in service at a workstation, unless told otherwise."""

    class Meta:
        model = Device

    workstation = factory.SubFactory(WorkstationFactory, operating_system=None)
    authority = factory.LazyAttribute(
        lambda device: device.workstation.authority if device.workstation else AuthorityFactory()
    )
    model = factory.SubFactory(DeviceModelFactory)
    inventory_number = factory.Sequence(lambda n: f"G-{n:06d}")
    serial_number = factory.Sequence(lambda n: f"SN{n:06d}")
    state = DeviceState.IN_SERVICE
    in_service_on = factory.LazyAttribute(
        lambda device: date(2024, 3, 1) if device.state == DeviceState.IN_SERVICE else None
    )


class StoredDeviceFactory(DeviceFactory):
    """A device in the stock of a service point."""

    workstation = None  # type: ignore[assignment]  # it stands nowhere
    state = DeviceState.IN_STOCK
    stored_at = factory.SubFactory(ServicePointFactory)


class LeaseFactory(ValidFactory[Lease]):
    class Meta:
        model = Lease

    authority = factory.SubFactory(AuthorityFactory)
    lessor = "Musterleasing"
    contract_number = factory.Sequence(lambda n: f"L-{n:05d}")
    starts_on = date(2024, 1, 1)
    ends_on = date(2028, 12, 31)


class LoanFactory(ValidFactory[Loan]):
    class Meta:
        model = Loan

    device = factory.SubFactory(StoredDeviceFactory, is_for_loan=True)
    authority = factory.SelfAttribute("device.authority")
    starts_on = date(2026, 11, 16)
    ends_on = date(2026, 11, 20)


class HandoverFactory(ValidFactory[Handover]):
    """A hand-over in preparation, without devices yet."""

    class Meta:
        model = Handover

    authority = factory.LazyAttribute(lambda row: row.contact.authority)
    contact = factory.SubFactory(ContactFactory)
    service_point = factory.SubFactory(ServicePointFactory)
    handed_over_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)


class HandoverItemFactory(ValidFactory[HandoverItem]):
    class Meta:
        model = HandoverItem

    handover = factory.SubFactory(HandoverFactory)
    device = factory.SubFactory(StoredDeviceFactory, authority=factory.SelfAttribute("..handover.authority"))
    seen_state = factory.SelfAttribute("device.state")


class HandoverDocumentFactory(ValidFactory[HandoverDocument]):
    class Meta:
        model = HandoverDocument

    handover = factory.SubFactory(HandoverFactory)
    file = factory.django.FileField(filename="handover.pdf", data=small("Übergabe"))
    name = factory.LazyAttribute(lambda row: f"Übergabe {row.handover.number}.pdf")
    size = 8
    content_type = "application/pdf"
    uploaded_at = factory.LazyFunction(timezone.now)
    scan = HandoverDocument.Scan.CLEAN
    scanned_at = factory.LazyFunction(timezone.now)
    sha256 = "0" * 64


def handed_over(state: HandoverState, **values: Any) -> Handover:
    """A hand-over whose devices have changed hands: one device, and the document if it is signed."""
    handover = HandoverFactory(**values)
    item = HandoverItemFactory(handover=handover)
    item.copy_device()
    item.save()
    now = timezone.now()
    done: dict[str, Any] = {"state": state, "number": f"Ü-2026-{handover.pk:05d}", "handed_over_at": now}
    done |= {"contact_name": str(handover.contact), "staff_name": str(handover.handed_over_by)}
    done |= {"service_point_name": handover.service_point.name, "authority_name": handover.authority.name}
    if state == HandoverState.SIGNED:
        done |= {"signed_at": now, "signature_kind": SignatureKind.DRAWN, "signature": [[[10, 10], [200, 100]]]}
    Handover.objects.filter(pk=handover.pk).update(**done)
    handover.refresh_from_db()
    if state == HandoverState.SIGNED:
        HandoverDocumentFactory(handover=handover)
    return handover


class DataErasureFactory(ValidFactory[DataErasure]):
    class Meta:
        model = DataErasure

    device = factory.SubFactory(DeviceFactory)
    method = DataErasure.Method.OVERWRITTEN
    erased_on = date(2026, 11, 2)
    carried_out_by = "Muster Entsorgung"
    protocol_number = factory.Sequence(lambda n: f"LN-{n:05d}")


class StockMinimumFactory(ValidFactory[StockMinimum]):
    class Meta:
        model = StockMinimum

    service_point = factory.SubFactory(ServicePointFactory)
    kind = DeviceKind.NOTEBOOK
    quantity = 2


class KitFactory(ValidFactory[Kit]):
    class Meta:
        model = Kit

    name = factory.Sequence(lambda n: f"Ausstattung {n}")


class KitItemFactory(ValidFactory[KitItem]):
    class Meta:
        model = KitItem

    kit = factory.SubFactory(KitFactory)
    kind = DeviceKind.NOTEBOOK


class InfrastructureItemFactory(ValidFactory[InfrastructureItem]):
    class Meta:
        model = InfrastructureItem

    inventory_number = factory.Sequence(lambda n: f"RZ-{n:05d}")
    name = factory.Sequence(lambda n: f"srv-{n:05d}")
    kind = InfrastructureItem.Kind.SERVER
    site = factory.SubFactory(DataCentreFactory)
    provider = factory.SelfAttribute("site.provider")


# inventory


class AgentTokenFactory(ValidFactory[AgentToken]):
    class Meta:
        model = AgentToken

    authority = factory.SubFactory(AuthorityFactory)
    name = factory.Sequence(lambda n: f"Rathaus {n}")
    key_hash = factory.Sequence(lambda n: f"{n:064x}")
    created_at = factory.LazyFunction(timezone.now)
    created_by = factory.SubFactory(UserFactory)


class InventoryReportFactory(ValidFactory[InventoryReport]):
    """A report that was taken over; the device decides whose it is."""

    class Meta:
        model = InventoryReport

    device = factory.SubFactory(DeviceFactory)
    authority = factory.SelfAttribute("device.authority")
    token = factory.SubFactory(AgentTokenFactory, authority=factory.SelfAttribute("..authority"))
    agent_id = factory.Sequence(lambda n: f"pc-{n:05d}-2026-01-05-08-00-00")
    agent = "FusionInventory-Agent_v2.6-3"
    received_at = factory.LazyFunction(timezone.now)
    last_received_at = factory.SelfAttribute("received_at")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    facts = factory.LazyAttribute(lambda row: Report(agent_id=row.agent_id, name="LUP-PC-0815").facts)
    recognised_by = Mark.SERIAL
    outcome = ReportOutcome.TAKEN


class ReviewCaseFactory(ValidFactory[ReviewCase]):
    """An unknown device that waits for somebody."""

    class Meta:
        model = ReviewCase

    authority = factory.SubFactory(AuthorityFactory)
    token = factory.SubFactory(AgentTokenFactory, authority=factory.SelfAttribute("..authority"))
    kind = Doubt.UNKNOWN
    sentence = "Kein Gerät des Bestands trägt eines der gemeldeten Merkmale."
    title = "LUP-PC-0815"
    identity = factory.Sequence(lambda n: f"{n:064x}")
    report = factory.Sequence(
        lambda n: Report(
            agent_id=f"pc-{n}",
            name="LUP-PC-0815",
            serial=f"NEU{n:06d}",
            manufacturer="HP",
            model="EliteDesk 800 G6",
            kind="desktop",
            software=(Program("LibreOffice", "24.8.2", "The Document Foundation"),),
        ).as_json()
    )
    opened_at = factory.LazyFunction(timezone.now)
    last_reported_at = factory.SelfAttribute("opened_at")


class SoftwareTitleFactory(ValidFactory[SoftwareTitle]):
    class Meta:
        model = SoftwareTitle

    name = factory.Sequence(lambda n: f"Programm {n}")
    publisher = "Hersteller"


class InstalledSoftwareFactory(ValidFactory[InstalledSoftware]):
    class Meta:
        model = InstalledSoftware

    device = factory.SubFactory(DeviceFactory)
    title = factory.SubFactory(SoftwareTitleFactory)
    version = "1.0"
    first_seen_on = date(2026, 1, 5)


class FieldLockFactory(ValidFactory[FieldLock]):
    class Meta:
        model = FieldLock

    device = factory.SubFactory(DeviceFactory)
    field = KnownField.HOST_NAME
    reason = "Der Name steht auch auf dem Gehäuse."
    locked_at = factory.LazyFunction(timezone.now)
    locked_by = factory.SubFactory(UserFactory)


# replacements


class ReplacementRuleFactory(ValidFactory[ReplacementRule]):
    class Meta:
        model = ReplacementRule

    kind = DeviceKind.DESKTOP
    valid_from = factory.Sequence(lambda n: date(2020, 1, 1) + timedelta(days=n))
    service_years = 5


class UpgradePathFactory(ValidFactory[UpgradePath]):
    class Meta:
        model = UpgradePath

    operating_system = factory.SubFactory(OperatingSystemFactory)


class PlannedReplacementFactory(ValidFactory[PlannedReplacement]):
    class Meta:
        model = PlannedReplacement

    device = factory.SubFactory(StoredDeviceFactory)
    year = 2030
    reason = "Wird später gebraucht."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


class BudgetRoundFactory(ValidFactory[BudgetRound]):
    """A round that is still open; `frozen` in tests/replacements freezes one."""

    class Meta:
        model = BudgetRound

    name = factory.Sequence(lambda n: f"Haushaltsrunde {n}")
    first_year = 2028
    last_year = 2032


class RoundAuthorityFactory(ValidFactory[RoundAuthority]):
    class Meta:
        model = RoundAuthority

    round = factory.SubFactory(BudgetRoundFactory)
    authority = factory.SubFactory(AuthorityFactory)


class RoundLineFactory(ValidFactory[RoundLine]):
    """A line; its round must be open."""

    class Meta:
        model = RoundLine

    round = factory.SubFactory(BudgetRoundFactory)
    authority = factory.SubFactory(AuthorityFactory)
    device_key = factory.Sequence(lambda n: 1_000_000 + n)
    number = factory.Sequence(lambda n: f"G-{n:06d}")
    kind = DeviceKind.DESKTOP
    model = "Musterwerk Mustertower"
    reason = "Nutzungsdauer 5 Jahre erreicht am 03.02.2028"
    budget_year = 2028
    price_source = PriceSource.MISSING


def frozen_round(authority: Authority, **values: Any) -> BudgetRound:
    """A frozen round with one line of the authority."""
    row = BudgetRoundFactory(**values)
    RoundAuthorityFactory(round=row, authority=authority)
    RoundLineFactory(round=row, authority=authority)
    row.state, row.frozen_at, row.frozen_by = (
        BudgetRound.State.FROZEN,
        datetime(2026, 11, 12, 9, 0, tzinfo=UTC),
        UserFactory(),
    )
    row.save()
    return row


# applications


# stock-takings


class CampaignFactory(ValidFactory[Campaign]):
    """A stock-taking that runs at the authorities given."""

    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Bestandsabgleich {n}")
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=14))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))
    state = CampaignState.RUNNING
    started_at = factory.LazyAttribute(lambda row: None if row.state == CampaignState.PLANNED else timezone.now())
    finished_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == CampaignState.FINISHED else None)
    made_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def authorities(self, create: bool, taking_part: list[Authority] | None) -> None:
        if create:
            self.authorities.set(taking_part or [AuthorityFactory()])  # factory-boy passes the row as `self`


class CampaignDeviceFactory(ValidFactory[CampaignDevice]):
    """A device that somebody was asked for and has not answered yet."""

    class Meta:
        model = CampaignDevice

    device = factory.SubFactory(DeviceFactory)
    authority = factory.LazyAttribute(lambda row: row.device.authority)
    campaign = factory.LazyAttribute(lambda row: CampaignFactory(authorities=[row.authority]))
    number = factory.LazyAttribute(lambda row: str(row.device))
    serial_number = factory.LazyAttribute(lambda row: row.device.serial_number)
    kind = factory.LazyAttribute(lambda row: row.device.model.kind)
    model_name = factory.LazyAttribute(lambda row: str(row.device.model))
    site_name = "Rathaus"
    room_name = "1.04"


class UnlistedDeviceFactory(ValidFactory[UnlistedDevice]):
    class Meta:
        model = UnlistedDevice

    authority = factory.SubFactory(AuthorityFactory)
    campaign = factory.LazyAttribute(lambda row: CampaignFactory(authorities=[row.authority]))
    kind = DeviceKind.MONITOR
    number = factory.Sequence(lambda n: f"X-{n:06d}")
    channel = Channel.PORTAL
    reported_at = factory.LazyFunction(timezone.now)


class VendorFactory(ValidFactory[Vendor]):
    class Meta:
        model = Vendor

    name = factory.Sequence(lambda n: f"Softwarehaus {n}")


class ProductFactory(ValidFactory[Product]):
    class Meta:
        model = Product

    vendor = factory.SubFactory(VendorFactory)
    name = factory.Sequence(lambda n: f"Produkt {n}")
    domain = "Einwohnerwesen"


class SpecialistApplicationFactory(ValidFactory[SpecialistApplication]):
    class Meta:
        model = SpecialistApplication

    name = factory.Sequence(lambda n: f"Fachverfahren {n}")
    product = factory.SubFactory(ProductFactory)
    hosting = SpecialistApplication.Hosting.OWN_DATA_CENTRE
    team = factory.SubFactory(TeamFactory)


class ApplicationUseFactory(ValidFactory[ApplicationUse]):
    class Meta:
        model = ApplicationUse

    application = factory.SubFactory(SpecialistApplicationFactory)
    authority = factory.SubFactory(AuthorityFactory)
    used_since = date(2020, 1, 1)
    user_count = 5


class ProductVersionFactory(ValidFactory[ProductVersion]):
    class Meta:
        model = ProductVersion

    product = factory.SubFactory(ProductFactory)
    name = factory.Sequence(lambda n: f"{n}.0")


class ProductStatementFactory(ValidFactory[ProductStatement]):
    class Meta:
        model = ProductStatement

    product = factory.SubFactory(ProductFactory)
    text = factory.Sequence(lambda n: f"Aussage {n}")
    stated_on = date(2026, 3, 2)
    source = "Hersteller, Rundschreiben"
    certainty = Certainty.SECOND_HAND


class InterfaceFactory(ValidFactory[Interface]):
    class Meta:
        model = Interface

    application = factory.SubFactory(SpecialistApplicationFactory)
    name = factory.Sequence(lambda n: f"Schnittstelle {n}")
    partner = Interface.Partner.REGISTER


class DataCategoryFactory(ValidFactory[DataCategory]):
    class Meta:
        model = DataCategory

    name = factory.Sequence(lambda n: f"Datenkategorie {n}")


class ApplicationDataFactory(ValidFactory[ApplicationData]):
    class Meta:
        model = ApplicationData

    application = factory.SubFactory(SpecialistApplicationFactory)
    category = factory.SubFactory(DataCategoryFactory)


class UseContactFactory(ValidFactory[UseContact]):
    class Meta:
        model = UseContact

    use = factory.SubFactory(ApplicationUseFactory)
    contact = factory.LazyAttribute(lambda row: ContactFactory(authority=row.use.authority))


class TrainingFactory(ValidFactory[Training]):
    class Meta:
        model = Training

    use = factory.SubFactory(ApplicationUseFactory)
    held_on = date(2026, 5, 4)
    topic = factory.Sequence(lambda n: f"Schulung {n}")
    participants = 8


class PublicServiceFactory(ValidFactory[PublicService]):
    class Meta:
        model = PublicService

    leika = factory.Sequence(lambda n: f"99{n:012d}")
    name = factory.Sequence(lambda n: f"Leistung {n}")


class ProvidedServiceFactory(ValidFactory[ProvidedService]):
    class Meta:
        model = ProvidedService

    application = factory.SubFactory(SpecialistApplicationFactory)
    service = factory.SubFactory(PublicServiceFactory)


# dependencies


class RelationFactory(ValidFactory[Relation]):
    """A Fachverfahren runs on a server."""

    class Meta:
        model = Relation

    kind = Relation.Kind.RUNS_ON
    source_application = factory.SubFactory(SpecialistApplicationFactory)
    target_item = factory.SubFactory(InfrastructureItemFactory)


# history


class LogEntryFactory(ValidFactory[LogEntry]):
    class Meta:
        model = LogEntry

    kind = LogEntry.Kind.EXPORTED
    user = factory.SubFactory(UserFactory)
    about = factory.SubFactory(UserFactory)
    subject = "Meldungen, CSV"
    origin = factory.LazyFunction(lambda: {"url": "/tickets/"})


# privacy


class ExitPackFactory(ValidFactory[ExitPack]):
    """A pack that is ready."""

    class Meta:
        model = ExitPack

    authority = factory.SubFactory(AuthorityFactory)
    state = ExitPack.State.READY
    file = factory.django.FileField(filename="paket.zip", data=b"PK\x05\x06" + bytes(18))
    name = "paket.zip"
    size = 22
    content_type = "application/zip"
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)
    made_at = factory.LazyFunction(timezone.now)
    sha256 = "0" * 64
    tables_done = 1
    tables_all = 1


class DeletionProofFactory(ValidFactory[DeletionProof]):
    class Meta:
        model = DeletionProof

    kind = DeletionProof.Kind.RETENTION
    rule = "log"
    name = "Protokoll"
    cut_off = date(2025, 11, 25)
    deleted = 3
    digest = "0" * 64
    by = factory.SubFactory(UserFactory)


# contracts


class HolidayFactory(ValidFactory[Holiday]):
    class Meta:
        model = Holiday

    day = factory.Sequence(lambda n: date(1990 + n % 30, 1 + n // 30 % 12, 1 + n // 360 % 28))
    name = factory.Sequence(lambda n: f"Feiertag {n}")


class ServiceCalendarFactory(ValidFactory[ServiceCalendar]):
    class Meta:
        model = ServiceCalendar

    name = factory.Sequence(lambda n: f"Servicezeit {n}")


class ServiceHoursFactory(ValidFactory[ServiceHours]):
    class Meta:
        model = ServiceHours

    calendar = factory.SubFactory(ServiceCalendarFactory)
    weekday = Weekday.MONDAY
    opens_at = time(7)
    closes_at = time(17)


class ServiceAgreementFactory(ValidFactory[ServiceAgreement]):
    class Meta:
        model = ServiceAgreement

    name = factory.Sequence(lambda n: f"Servicevereinbarung {n}")
    authority = factory.SubFactory(AuthorityFactory)
    calendar = factory.SubFactory(ServiceCalendarFactory)
    valid_from = date(2000, 1, 1)


class ServiceLevelFactory(ValidFactory[ServiceLevel]):
    class Meta:
        model = ServiceLevel

    agreement = factory.SubFactory(ServiceAgreementFactory)
    priority = Priority.NORMAL
    response_minutes = 120
    resolution_minutes = 960


class BlockedTimeFactory(ValidFactory[BlockedTime]):
    class Meta:
        model = BlockedTime

    authority = factory.SubFactory(AuthorityFactory)
    starts_at = datetime(2026, 9, 20, 6, 0, tzinfo=UTC)
    ends_at = datetime(2026, 9, 20, 20, 0, tzinfo=UTC)
    reason = "Wahltag"


class DecisionFactory(ValidFactory[Decision]):
    class Meta:
        model = Decision

    authority = factory.SubFactory(AuthorityFactory)
    kind = Decision.Kind.JOINING
    subject = factory.Sequence(lambda n: f"Beitritt zum gemeinsamen Kommunalunternehmen {n}")
    body = "Stadtvertretung"
    decided_on = date(2026, 3, 12)
    note = "Noch nicht mit allen Fraktionen besprochen."


class AgreementFactory(ValidFactory[Agreement]):
    """A draft about a single Fachverfahren, to be notified and with half a year's notice to the end of a year."""

    class Meta:
        model = Agreement

    authority = factory.SubFactory(AuthorityFactory)
    scope = TaskTransfer.Scope.PROCEDURE_ONLY
    subject = factory.Sequence(lambda n: f"Haushaltsverfahren {n}")
    name = factory.Sequence(lambda n: f"Vertrag über den Beitritt {n}")
    notice_months = 6
    notice_to = NoticeTo.END_OF_YEAR
    note = "Der Anteil wird noch verhandelt."


class ProcessTemplateFactory(ValidFactory[ProcessTemplate]):
    """A draft; published ones are not changed any more."""

    class Meta:
        model = ProcessTemplate

    kind = "joining"
    version = factory.Sequence(lambda n: n + 100)


class TemplatePhaseFactory(ValidFactory[TemplatePhase]):
    class Meta:
        model = TemplatePhase

    template = factory.SubFactory(ProcessTemplateFactory)
    key = factory.Sequence(lambda n: f"phase-{n}")
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Phase {n}")


class TemplateTaskFactory(ValidFactory[TemplateTask]):
    class Meta:
        model = TemplateTask

    phase = factory.SubFactory(TemplatePhaseFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Schritt der Vorlage {n}")


class TakeoverCaseFactory(ValidFactory[TakeoverCase]):
    class Meta:
        model = TakeoverCase

    authority = factory.SubFactory(AuthorityFactory)
    template = factory.SubFactory(ProcessTemplateFactory)
    started_on = date(2026, 2, 2)
    note = "Die Leitung zögert noch."


class CaseScopeFactory(ValidFactory[CaseScope]):
    class Meta:
        model = CaseScope

    case = factory.SubFactory(TakeoverCaseFactory)
    scope = TaskTransfer.Scope.CORE_IT


class CaseTaskFactory(ValidFactory[CaseTask]):
    """A step on the side of the authority."""

    class Meta:
        model = CaseTask

    case = factory.SubFactory(TakeoverCaseFactory)
    phase = factory.LazyAttribute(lambda row: TemplatePhaseFactory(template=row.case.template))
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Schritt {n}")
    side = Side.AUTHORITY


class TaskReminderFactory(ValidFactory[TaskReminder]):
    class Meta:
        model = TaskReminder

    task = factory.SubFactory(CaseTaskFactory)
    side = Side.SERVICE
    due_on = date(2026, 7, 1)
    days_after = -7
    created_at = factory.LazyFunction(timezone.now)


class ConsentFactory(ValidFactory[Consent]):
    class Meta:
        model = Consent

    case = factory.SubFactory(TakeoverCaseFactory)
    carrier = factory.SubFactory(AuthorityFactory)


class EvidenceFactory(ValidFactory[Evidence]):
    class Meta:
        model = Evidence

    task = factory.SubFactory(CaseTaskFactory)
    file = factory.django.FileField(filename="beschluss.txt", data=b"Beschluss\n")
    name = "beschluss.txt"
    size = 10
    content_type = "text/plain"
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)


class GateOverrideFactory(ValidFactory[GateOverride]):
    class Meta:
        model = GateOverride

    case = factory.SubFactory(TakeoverCaseFactory)
    gate = Gate.EXECUTION
    missing = "Freigabe abwarten"
    reason = "Mündlich zugesagt."
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class CaseEventFactory(ValidFactory[CaseEvent]):
    class Meta:
        model = CaseEvent

    case = factory.SubFactory(TakeoverCaseFactory)
    kind = CaseEvent.Kind.NOTE
    text = "Gespräch geführt."
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class BaselineFactory(ValidFactory[Baseline]):
    class Meta:
        model = Baseline

    case = factory.SubFactory(TakeoverCaseFactory)
    own_share = Decimal("0.10")


class BaselineItemFactory(ValidFactory[BaselineItem]):
    class Meta:
        model = BaselineItem

    baseline = factory.SubFactory(BaselineFactory)
    kind = BaselineItem.Kind.SUPPLIER
    name = factory.Sequence(lambda n: f"Muster-Dienstleister {n}")


class InventorySnapshotFactory(ValidFactory[InventorySnapshot]):
    class Meta:
        model = InventorySnapshot

    authority = factory.SubFactory(AuthorityFactory)
    effective_on = date(2026, 7, 1)
    counted = 1
    taken_over = 1


class SnapshotItemFactory(ValidFactory[SnapshotItem]):
    class Meta:
        model = SnapshotItem

    snapshot = factory.SubFactory(InventorySnapshotFactory)
    inventory_number = factory.Sequence(lambda n: f"ALT-{n:05}")


class ServiceSpecificationFactory(ValidFactory[ServiceSpecification]):
    class Meta:
        model = ServiceSpecification

    agreement = factory.SubFactory(AgreementFactory)
    number = factory.Sequence(lambda n: f"LS-{n}")
    title = "Betrieb der IT-Arbeitsplätze"
    text = "Der Anbieter richtet ein, betreut und entsorgt."
    valid_from = date(2026, 1, 1)


class AgreementDocumentFactory(ValidFactory[AgreementDocument]):
    class Meta:
        model = AgreementDocument

    agreement = factory.SubFactory(AgreementFactory)
    kind = AgreementDocument.Kind.CONTRACT
    title = factory.Sequence(lambda n: f"Vertragstext {n}")
    file = factory.django.FileField(filename="vertrag.txt", data=b"Zwischen")
    name = "vertrag.txt"
    size = 8
    content_type = "text/plain"
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)


class AgreementWarningFactory(ValidFactory[AgreementWarning]):
    class Meta:
        model = AgreementWarning

    agreement = factory.SubFactory(AgreementFactory)
    kind = DeadlineKind.NOTICE
    day = date(2027, 6, 30)
    days_before = 180
    created_at = factory.LazyFunction(timezone.now)


class WeeklyBlockedTimeFactory(ValidFactory[WeeklyBlockedTime]):
    class Meta:
        model = WeeklyBlockedTime

    authority = factory.SubFactory(AuthorityFactory)
    weekday = Weekday.MONDAY
    begins_at = time(8)
    ends_at = time(12)
    reason = "Sprechzeit im Bürgerbüro"


def service_calendar_for_all() -> ServiceCalendar:
    """The calendar that holds for everybody: Monday to Friday 7 to 17, one service level per priority."""
    calendar = ServiceCalendarFactory()
    for weekday in range(Weekday.MONDAY, Weekday.SATURDAY):
        ServiceHoursFactory(calendar=calendar, weekday=weekday)
    agreement = ServiceAgreementFactory(name="Für alle", authority=None, calendar=calendar)
    for priority, minutes in zip(Priority, (60, 120, 240, 480), strict=True):
        ServiceLevelFactory(
            agreement=agreement, priority=priority, response_minutes=minutes, resolution_minutes=minutes * 4
        )
    return calendar


# tickets


class CategoryFactory(ValidFactory[Category]):
    class Meta:
        model = Category

    key = factory.Sequence(lambda n: f"kategorie-{n}")
    name = factory.Sequence(lambda n: f"Kategorie {n}")
    icon = "print"
    team = factory.SubFactory(TeamFactory)


class TicketFactory(ValidFactory[Ticket]):
    """A report as the portal leaves it; a resolved or closed one carries the moments that its state demands."""

    class Meta:
        model = Ticket

    number = factory.Sequence(lambda n: f"20-{n:06d}")  # a year that the counter never gives out in tests
    subject = factory.Sequence(lambda n: f"Der Drucker {n} druckt nicht")
    description = "Seit heute früh bleibt das Blatt leer."
    authority = factory.SubFactory(AuthorityFactory)
    requester = factory.SubFactory(ContactFactory, authority=factory.SelfAttribute("..authority"))
    category = factory.SubFactory(CategoryFactory)
    team = factory.SelfAttribute("category.team")
    impact = Impact.SINGLE
    urgency = Urgency.MEDIUM
    priority = factory.LazyAttribute(lambda ticket: priority_of(Impact(ticket.impact), Urgency(ticket.urgency)))
    created_at = factory.LazyFunction(timezone.now)
    updated_at = factory.SelfAttribute("created_at")
    resolved_at = factory.LazyAttribute(
        lambda ticket: ticket.created_at if ticket.state in (State.RESOLVED, State.CLOSED) else None
    )
    closed_at = factory.LazyAttribute(lambda ticket: ticket.created_at if ticket.state in ENDED else None)
    state = State.NEW


class MessageFactory(ValidFactory[Message]):
    class Meta:
        model = Message

    ticket = factory.SubFactory(TicketFactory)
    kind = Message.Kind.REPLY
    author = factory.SubFactory(UserFactory)
    author_is_staff = True
    body = "Wir kümmern uns darum."
    created_at = factory.LazyFunction(timezone.now)


class AttachmentFactory(ValidFactory[Attachment]):
    class Meta:
        model = Attachment

    ticket = factory.SubFactory(TicketFactory)
    file = factory.django.FileField(filename="foto.png", data=b"\x89PNG\r\n\x1a\n")
    name = "foto.png"
    size = 8
    content_type = "image/png"
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)


class ArticleUseFactory(ValidFactory[ArticleUse]):
    class Meta:
        model = ArticleUse

    ticket = factory.SubFactory(TicketFactory)
    article = factory.SubFactory(ArticleFactory)
    used_at = factory.LazyFunction(timezone.now)


class ParticularFactory(ValidFactory[Particular]):
    class Meta:
        model = Particular

    ticket = factory.SubFactory(TicketFactory)
    position = 0
    label = "Für welchen Raum?"
    value = "Bürgerbüro"


class ServiceAreaFactory(ValidFactory[ServiceArea]):
    class Meta:
        model = ServiceArea

    name = factory.Sequence(lambda n: f"Geräte {n}")


class ServiceOfferFactory(ValidFactory[ServiceOffer]):
    """A service that all authorities can order without approval."""

    class Meta:
        model = ServiceOffer
        skip_postgeneration_save = True

    area = factory.SubFactory(ServiceAreaFactory)
    title = factory.Sequence(lambda n: f"Bildschirm {n}")
    summary = "Ein zweiter Bildschirm für den Arbeitsplatz."
    category = factory.SubFactory(CategoryFactory)
    is_active = True

    @factory.post_generation
    def authorities(self, create: bool, chosen: list[Authority] | None) -> None:
        if create and chosen:
            self.authorities.set(chosen)  # factory-boy passes the row as `self`


class FormFieldFactory(ValidFactory[FormField]):
    class Meta:
        model = FormField

    offer = factory.SubFactory(ServiceOfferFactory)
    position = factory.Sequence(lambda n: n)
    key = factory.Sequence(lambda n: f"frage_{n}")
    label = factory.Sequence(lambda n: f"Wie viele sind es {n}?")


class ConditionFactory(ValidFactory[Condition]):
    class Meta:
        model = Condition

    on = factory.SubFactory(FormFieldFactory)
    field = factory.SubFactory(FormFieldFactory, offer=factory.SelfAttribute("..on.offer"))
    value = "3"


class RatingFactory(ValidFactory[Rating]):
    class Meta:
        model = Rating

    ticket = factory.SubFactory(TicketFactory)
    satisfaction = Rating.Satisfaction.CONTENT
    rated_at = factory.LazyFunction(timezone.now)


class ClockPauseFactory(ValidFactory[ClockPause]):
    class Meta:
        model = ClockPause

    ticket = factory.SubFactory(TicketFactory)
    state = State.WAITING_FOR_CUSTOMER
    started_at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    ended_at = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)


class DraftFactory(ValidFactory[Draft]):
    class Meta:
        model = Draft

    ticket = factory.SubFactory(TicketFactory)
    user = factory.SubFactory(UserFactory)
    kind = Message.Kind.NOTE
    body = "Noch nicht fertig"
    saved_at = factory.LazyFunction(timezone.now)


class WatcherFactory(ValidFactory[Watcher]):
    class Meta:
        model = Watcher

    ticket = factory.SubFactory(TicketFactory)
    user = factory.SubFactory(UserFactory)
    since = factory.LazyFunction(timezone.now)


class MentionFactory(ValidFactory[Mention]):
    class Meta:
        model = Mention

    message = factory.SubFactory("tests.factories.MessageFactory")
    member = factory.SubFactory(StaffMemberFactory)


class TextModuleFactory(ValidFactory[TextModule]):
    class Meta:
        model = TextModule

    title = factory.Sequence(lambda n: f"Textbaustein {n}")
    body = "Guten Tag {{ansprechperson}}, wir kümmern uns darum."


class MacroFactory(ValidFactory[Macro]):
    class Meta:
        model = Macro

    title = factory.Sequence(lambda n: f"Makro {n}")
    text = factory.SubFactory(TextModuleFactory)


class TicketTemplateFactory(ValidFactory[TicketTemplate]):
    class Meta:
        model = TicketTemplate

    title = factory.Sequence(lambda n: f"Vorlage {n}")
    subject = "Konto für {{ansprechperson}}"


class TicketEventFactory(ValidFactory[TicketEvent]):
    class Meta:
        model = TicketEvent

    ticket = factory.SubFactory(TicketFactory)
    kind = TicketEvent.Kind.OPENED
    at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    is_public = True


class TicketLinkFactory(ValidFactory[TicketLink]):
    class Meta:
        model = TicketLink

    source = factory.SubFactory(TicketFactory)
    target = factory.SubFactory(TicketFactory, authority=factory.SelfAttribute("..source.authority"))
    kind = TicketLink.Kind.RELATED
    created_at = factory.LazyFunction(timezone.now)


class MajorIncidentFactory(ValidFactory[MajorIncident]):
    """A running outage; `affects` names the authorities that read of it."""

    class Meta:
        model = MajorIncident
        skip_postgeneration_save = True

    ticket = factory.SubFactory(TicketFactory)
    title = factory.Sequence(lambda n: f"Einwohnerwesen {n} nicht erreichbar")
    text = "Wir arbeiten daran. Bitte nehmen Sie Anträge auf Papier an."
    category = factory.SelfAttribute("ticket.category")
    started_at = factory.SelfAttribute("ticket.created_at")

    @factory.post_generation
    def affects(self, create: bool, concerned: list[Authority] | None) -> None:
        for authority in concerned or []:
            AffectedAuthorityFactory(incident=self, authority=authority)  # factory-boy passes the row as `self`


class AffectedAuthorityFactory(ValidFactory[AffectedAuthority]):
    class Meta:
        model = AffectedAuthority

    incident = factory.SubFactory(MajorIncidentFactory)
    authority = factory.SubFactory(AuthorityFactory)


class RecurringTicketFactory(ValidFactory[RecurringTicket]):
    """On the first Monday of every month."""

    class Meta:
        model = RecurringTicket

    authority = factory.SubFactory(AuthorityFactory)
    requester = factory.SubFactory(ContactFactory, authority=factory.SelfAttribute("..authority"))
    subject = "Datensicherung prüfen"
    category = factory.SubFactory(CategoryFactory)
    weekdays = factory.LazyFunction(lambda: [0])
    starts_on = date(2026, 1, 1)
    planned_until = date(2026, 11, 15)


class RecurringRunFactory(ValidFactory[RecurringRun]):
    class Meta:
        model = RecurringRun

    recurring = factory.SubFactory(RecurringTicketFactory)
    due_on = date(2026, 11, 2)
    ticket = factory.SubFactory(TicketFactory)


class ChecklistTemplateFactory(ValidFactory[ChecklistTemplate]):
    class Meta:
        model = ChecklistTemplate

    title = factory.Sequence(lambda n: f"Einrichtung {n}")
    points = "Konto anlegen\nGerät ausgeben\nEinweisen"


class ChecklistFactory(ValidFactory[Checklist]):
    class Meta:
        model = Checklist

    ticket = factory.SubFactory(TicketFactory)
    title = "Eigene Punkte"


class ChecklistItemFactory(ValidFactory[ChecklistItem]):
    class Meta:
        model = ChecklistItem

    checklist = factory.SubFactory(ChecklistFactory)
    text = "Konto anlegen"
    position = factory.Sequence(lambda n: n)


class TimeEntryFactory(ValidFactory[TimeEntry]):
    class Meta:
        model = TimeEntry

    ticket = factory.SubFactory(TicketFactory)
    kind = TimeEntry.Kind.REMOTE
    seconds = 900
    worked_on = date(2026, 11, 16)
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class StopwatchFactory(ValidFactory[Stopwatch]):
    class Meta:
        model = Stopwatch

    user = factory.SubFactory(UserFactory)
    ticket = factory.SubFactory(TicketFactory)
    began_at = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


class ReminderFactory(ValidFactory[Reminder]):
    class Meta:
        model = Reminder

    user = factory.SubFactory(UserFactory)
    ticket = factory.SubFactory(TicketFactory)
    due_at = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


# notifications


class NotificationFactory(ValidFactory[Notification]):
    class Meta:
        model = Notification

    recipient = factory.SubFactory(UserFactory)
    ticket = factory.SubFactory(TicketFactory)
    topic = "reply"
    way = "in_app"
    created_at = factory.LazyFunction(timezone.now)


# mailboxes


class MailboxFactory(ValidFactory[Mailbox]):
    class Meta:
        model = Mailbox

    name = factory.Sequence(lambda n: f"Postfach {n}")
    address = factory.Sequence(lambda n: f"service{n}@service.example")
    host = "localhost"
    user = "service"
    password_variable = "MAILBOX_TEST"
    category = factory.SubFactory(CategoryFactory)


class ImportFactory(ValidFactory[Import]):
    """A file with one new contact that waits for somebody to agree."""

    class Meta:
        model = Import

    kind = "contacts"
    file_name = "ansprechpersonen.csv"
    file = factory.django.FileField(filename="import", data=b"Nachname\r\nMuster\r\n")
    size = 18
    headings = ["Nachname"]
    headings_digest = factory.Sequence(lambda n: f"{n:032x}")
    mapping = {"last_name": 0}
    state = ImportState.CHECKED
    rows_new = 1
    rows_all = 1
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)


class ImportRowFactory(ValidFactory[ImportRow]):
    """Its row."""

    class Meta:
        model = ImportRow

    run = factory.SubFactory(ImportFactory)
    number = 2
    outcome = Outcome.NEW
    title = "Muster"
    changes = [["Nachname", "", "Muster"]]


class WrongImportRowFactory(ImportRowFactory):
    """A row that cannot be taken, beside a good one of the same file."""

    run = factory.SubFactory(ImportFactory, rows_wrong=1, rows_all=2)
    number = 3
    outcome = Outcome.WRONG
    changes = []
    problems = [["Behörde", "Diese Angabe fehlt. Für eine neue Zeile ist sie nötig."]]
    cells = ["Muster"]


class IncomingMailFactory(ValidFactory[IncomingMail]):
    """A mail of a stranger that waits for a person."""

    class Meta:
        model = IncomingMail

    mailbox = factory.SubFactory(MailboxFactory)
    digest = factory.Sequence(lambda n: f"{n:064x}")
    raw = factory.django.FileField(
        filename="mail", data=b"From: fremd@anderswo.example\r\nSubject: Frage\r\n\r\nGuten Tag.\r\n"
    )
    size = 64
    received_at = factory.LazyFunction(timezone.now)
    sender = "fremd@anderswo.example"
    subject = "Frage"
    status = IncomingMail.Status.REVIEW
    reason = IncomingMail.Reason.UNKNOWN
