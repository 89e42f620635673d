"""A small, complete operation: two authorities with all that belongs to them, and a person of every role."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import STAFF_ROLES
from announcements.models import AuthorityOfAnnouncement
from applications.models import ApplicationUse
from catalogue.models import AuthorityOfOffer
from customers.models import (
    Authority,
    AuthorityOfServicePoint,
    Contact,
    SiteOfServicePoint,
    StaffAtServicePoint,
    TaskTransfer,
)
from handovers.lifecycle import State as HandoverState
from knowledge.models import ApplicationOfArticle, Article, AuthorityOfArticle
from stocktaking.lifecycle import Answer, Channel
from stocktaking.models import AuthorityOfCampaign
from tests.factories import (
    AbsenceFactory,
    AgreementDocumentFactory,
    AgreementFactory,
    AgreementWarningFactory,
    AnnouncementFactory,
    ApplicationDataFactory,
    ApplicationUseFactory,
    ArticleFactory,
    ArticleUseFactory,
    AttachmentFactory,
    AuthorityFactory,
    AuthorityRoleFactory,
    BaselineFactory,
    BaselineItemFactory,
    BlockedTimeFactory,
    CampaignDeviceFactory,
    CampaignFactory,
    CaseEventFactory,
    CaseScopeFactory,
    CaseTaskFactory,
    ChecklistFactory,
    ChecklistItemFactory,
    ChecklistTemplateFactory,
    ClockPauseFactory,
    ConditionFactory,
    ConsentFactory,
    ContactFactory,
    ContactFunctionFactory,
    DataErasureFactory,
    DecisionFactory,
    DeviceFactory,
    DraftFactory,
    EvidenceFactory,
    ExitPackFactory,
    FeedbackFactory,
    FieldLockFactory,
    FormFieldFactory,
    GateOverrideFactory,
    HandoverFactory,
    HandoverItemFactory,
    ImportFactory,
    ImportRowFactory,
    IncomingMailFactory,
    InfrastructureItemFactory,
    InstalledSoftwareFactory,
    InterfaceFactory,
    InventoryReportFactory,
    InventorySnapshotFactory,
    KitFactory,
    KitItemFactory,
    LeaseFactory,
    LoanFactory,
    LocationFactory,
    MacroFactory,
    MajorIncidentFactory,
    MembershipFactory,
    MentionFactory,
    MessageFactory,
    OpeningExceptionFactory,
    OpeningHoursFactory,
    ParticularFactory,
    PlannedReplacementFactory,
    ProductStatementFactory,
    ProductVersionFactory,
    ProvidedServiceFactory,
    RatingFactory,
    RecurringRunFactory,
    RecurringTicketFactory,
    RelationFactory,
    ReminderFactory,
    ReplacementRuleFactory,
    ReviewCaseFactory,
    RoomFactory,
    ServiceAgreementFactory,
    ServiceLevelFactory,
    ServiceOfferFactory,
    ServicePointFactory,
    ServiceSpecificationFactory,
    ShiftFactory,
    SiteFactory,
    SnapshotItemFactory,
    StockMinimumFactory,
    StopwatchFactory,
    StoredDeviceFactory,
    SuccessionFactory,
    TakeoverCaseFactory,
    TaskReminderFactory,
    TaskTransferFactory,
    TextModuleFactory,
    TicketEventFactory,
    TicketFactory,
    TicketLinkFactory,
    TicketTemplateFactory,
    TimeEntryFactory,
    TrainingFactory,
    UnlistedDeviceFactory,
    UpgradePathFactory,
    UseContactFactory,
    UserFactory,
    WatcherFactory,
    WeeklyBlockedTimeFactory,
    WorkstationFactory,
    WrongImportRowFactory,
    frozen_round,
    handed_over,
    service_calendar_for_all,
)
from tests.factories_changes import CalendarKeyFactory, change_of
from tests.factories_continuity import (
    ContinuityPlanFactory,
    ExerciseFactory,
    PlanDocumentFactory,
    ProtectionDeviationFactory,
    ProtectionNeedFactory,
)
from tests.factories_processing import processed_for
from tests.factories_sharing import shared_by
from tests.people import contact_at, contact_of, employed
from tickets.lifecycle import State
from tickets.models import Message, SavedView, SearchEntry, Tally, Ticket, TicketEvent, TicketLink, TicketRead
from workstations.models import DeviceNearby, SharedUse, WorkstationTally

NOBODY = "nobody"  # signed in, but neither staff nor contact

Rows = Mapping[str, models.Model]


@dataclass(frozen=True)
class World:
    """Who is there, and one row of each kind: of the reporter, of a colleague there, of another authority."""

    people: Mapping[str, User]
    own: Rows
    colleague: Rows
    foreign: Rows


@contextmanager
def for_all_tests_of_a_file(build: Callable[[], World]) -> Iterator[World]:
    """A world in a transaction of its own that is taken back at the end."""
    with transaction.atomic():
        world = build()
        connection.check_constraints()  # now, or every test checks all rows of the world again at its end
        yield world
        transaction.set_rollback(True)


def build() -> World:
    """Everything once; costs about half a second."""
    service_calendar_for_all()
    own_authority = AuthorityFactory(name="Stadt Ludwigslust", short_name="Ludwigslust")
    people = {role.key: employed(role) for role in STAFF_ROLES}
    people["reporter"] = contact_at(own_authority)
    people["it-coordinator"] = contact_at(own_authority, Contact.Role.IT_COORDINATOR)
    people["authority-head"] = contact_at(own_authority, Contact.Role.AUTHORITY_HEAD)
    people[NOBODY] = UserFactory()
    staff = people[STAFF_ROLES[0].key]
    reporter = contact_of(people["reporter"])
    assert reporter is not None
    foreign_authority = AuthorityFactory(name="Amt Anderswo", short_name="Anderswo")
    return World(
        people=people,
        own={**belongings_of(own_authority), **belongings_of_person(reporter, staff)},
        colleague=belongings_of_person(ContactFactory(authority=own_authority), staff),
        foreign={
            **belongings_of(foreign_authority),
            **belongings_of_person(ContactFactory(authority=foreign_authority), staff),
        },
    )


def belongings_of(authority: Authority) -> dict[str, models.Model]:
    """What belongs to an authority as a whole."""
    site = SiteFactory(authority=authority)
    service_point = ServicePointFactory(authorities=[authority])
    service_point.sites.add(site)
    kit = KitFactory()
    shift = ShiftFactory(service_point=service_point)
    use = ApplicationUseFactory(authority=authority)
    item = InfrastructureItemFactory()
    announcement = AnnouncementFactory(authorities=[authority])
    article = ArticleFactory(audience=Article.Audience.AUTHORITIES, authorities=[authority])
    about = ArticleFactory(audience=Article.Audience.APPLICATIONS, applications=[use.application])
    offer = ServiceOfferFactory(authorities=[authority], is_for_all=False, needs_approval=True)
    question = FormFieldFactory(offer=offer)
    service_agreement = ServiceAgreementFactory(authority=authority, application=use.application)
    agreement = AgreementFactory(authority=authority)
    campaign = CampaignFactory(authorities=[authority])
    return {
        "authority": authority,
        "authority_role": AuthorityRoleFactory(authority=authority),
        "membership": MembershipFactory(member=authority),
        "succession": SuccessionFactory(successor=authority),
        "location": LocationFactory(authority=authority),
        "task_transfer": TaskTransferFactory(
            authority=authority, scope=TaskTransfer.Scope.PROCEDURE_ONLY, subject="Haushaltsverfahren"
        ),
        "site": site,
        "room": RoomFactory(site=site),
        "service_point": service_point,
        "opening_exception": OpeningExceptionFactory(service_point=service_point),
        "shift": shift,
        "served_site": SiteOfServicePoint.objects.get(servicepoint=service_point),
        "opening_hours": OpeningHoursFactory(service_point=service_point),
        "served_authority": AuthorityOfServicePoint.objects.get(servicepoint=service_point),
        "staff_there": StaffAtServicePoint.objects.get(servicepoint=service_point),
        "application_use": use,
        "application": use.application,
        "stored_device": StoredDeviceFactory(authority=authority),
        "leased_device": DeviceFactory(
            workstation=None,
            authority=authority,
            site=site,
            lease=LeaseFactory(authority=authority, may_be_swapped=True),
        ),
        "data_erasure": DataErasureFactory(device=StoredDeviceFactory(authority=authority)),
        "lease": LeaseFactory(authority=authority),
        "campaign": campaign,
        "campaign_authority": AuthorityOfCampaign.objects.get(campaign=campaign),
        "stock_minimum": StockMinimumFactory(service_point=service_point),
        "infrastructure_item": item,
        **of_the_register(use),
        "relation": RelationFactory(source_application=use.application, target_item=item),
        "protection_need": ProtectionNeedFactory(application=use.application),
        "protection_deviation": ProtectionDeviationFactory(item=item),
        "continuity_plan": ContinuityPlanFactory(application=use.application),
        "plan_document": PlanDocumentFactory(application=use.application),
        "inner_plan_document": PlanDocumentFactory(application=use.application, is_internal=True),
        "exercise": ExerciseFactory(application=use.application),
        "kit": kit,
        "kit_item": KitItemFactory(kit=kit),
        "announcement": announcement,
        "concerned_authority": AuthorityOfAnnouncement.objects.get(announcement=announcement),
        "article": article,
        "reading_authority": AuthorityOfArticle.objects.get(article=article),
        "article_of_application": about,
        "application_of_article": ApplicationOfArticle.objects.get(article=about),
        "article_word": about.words.get(word="anleit"),
        "offer": offer,
        "ordering_authority": AuthorityOfOffer.objects.get(serviceoffer=offer),
        "question": question,
        "condition": ConditionFactory(on=question),
        "service_agreement": service_agreement,
        "service_level": ServiceLevelFactory(agreement=service_agreement),
        "blocked_time": BlockedTimeFactory(authority=authority),
        **change_of(authority),
        **on_its_way(authority),
        **processed_for(authority),
        **planned_for(authority),
        **shared_by(authority),
        "decision": DecisionFactory(authority=authority),
        "agreement": agreement,
        "service_specification": ServiceSpecificationFactory(agreement=agreement),
        "agreement_document": AgreementDocumentFactory(agreement=agreement),
        "inner_agreement_document": AgreementDocumentFactory(agreement=agreement, is_internal=True),
        "agreement_warning": AgreementWarningFactory(agreement=agreement),
    }


def of_the_register(use: ApplicationUse) -> dict[str, models.Model]:
    """What is known about the Fachverfahren that an authority uses, and about its use there."""
    application = use.application
    provided = ProvidedServiceFactory(application=application)
    return {
        "vendor": application.product.vendor,
        "product": application.product,
        "product_version": ProductVersionFactory(product=application.product),
        "product_statement": ProductStatementFactory(product=application.product),
        "interface": InterfaceFactory(application=application),
        "application_data": ApplicationDataFactory(application=application),
        "public_service": provided.service,
        "provided_service": provided,
        "use_contact": UseContactFactory(use=use),
        "training": TrainingFactory(use=use),
    }


def on_its_way(authority: Authority) -> dict[str, models.Model]:
    """A case of the authority with everything that hangs on one."""
    case = TakeoverCaseFactory(authority=authority)
    scope = CaseScopeFactory(case=case, scope="procedure_only", subject="Gewerbe")
    scope = CaseScopeFactory(case=case, scope=TaskTransfer.Scope.PROCEDURE_ONLY, subject="Haushaltsverfahren")
    task = CaseTaskFactory(case=case)
    baseline = BaselineFactory(case=case)
    snapshot = InventorySnapshotFactory(authority=authority, case_scope=scope)
    return {
        "takeover_case": case,
        "case_scope": scope,
        "case_task": task,
        "task_reminder": TaskReminderFactory(task=task),
        "exit_pack": ExitPackFactory(authority=authority),
        "consent": ConsentFactory(case=case),
        "evidence": EvidenceFactory(task=task),
        "gate_override": GateOverrideFactory(case=case),
        "case_event": CaseEventFactory(case=case),
        "inner_case_event": CaseEventFactory(case=case, is_shared=False),
        "baseline": baseline,
        "baseline_item": BaselineItemFactory(baseline=baseline),
        "inventory_snapshot": snapshot,
        "snapshot_item": SnapshotItemFactory(snapshot=snapshot),
        "weekly_blocked_time": WeeklyBlockedTimeFactory(authority=authority),
    }


def planned_for(authority: Authority) -> dict[str, models.Model]:
    """What is planned for the authority, and what is frozen of it."""
    round_ = frozen_round(authority)
    return {
        "replacement_rule": ReplacementRuleFactory(),
        "upgrade_path": UpgradePathFactory(),
        "planned_replacement": PlannedReplacementFactory(device=StoredDeviceFactory(authority=authority)),
        "budget_round": round_,
        "round_authority": round_.authorities.get(),
        "round_line": round_.lines.get(),
    }


def belongings_of_person(contact: Contact, staff: User) -> dict[str, models.Model]:
    """What a contact uses and has reported."""
    workstation = WorkstationFactory(authority=contact.authority, used_by=contact)
    device = DeviceFactory(workstation=workstation)
    shared = WorkstationFactory(authority=contact.authority)
    shared.shared_with.add(contact)
    shared.nearby_devices.add(DeviceFactory(authority=contact.authority, workstation=None))
    installed = InstalledSoftwareFactory(device=device)
    case = ReviewCaseFactory(authority=contact.authority)
    ticket = TicketFactory(authority=contact.authority, requester=contact, workstation=workstation)
    leading = TicketFactory(authority=contact.authority, requester=contact)
    outage = MajorIncidentFactory(ticket=leading, affects=[contact.authority])
    reply = MessageFactory(ticket=ticket, author=staff)
    template = ChecklistTemplateFactory()
    checklist = ChecklistFactory(ticket=ticket, template=template)
    recurring = RecurringTicketFactory(authority=contact.authority, requester=contact)
    mail = IncomingMailFactory(contact=contact)
    run = ImportFactory(uploaded_by=staff)
    wrong = WrongImportRowFactory(run__uploaded_by=staff)
    note = MessageFactory(ticket=ticket, author=staff, kind=Message.Kind.NOTE, body="Nur für den Service.")
    campaign = CampaignFactory(authorities=[contact.authority])
    handover = handed_over(HandoverState.SIGNED, contact=contact, handed_over_by=staff)
    draft = HandoverFactory(contact=contact, handed_over_by=staff)
    return {
        "contact": contact,
        "contact_function": ContactFunctionFactory(contact=contact),
        "workstation": workstation,
        "device": device,
        "shared_use": SharedUse.objects.get(workstation=shared),
        "device_nearby": DeviceNearby.objects.get(workstation=shared),
        "loan": LoanFactory(device=StoredDeviceFactory(authority=contact.authority), contact=contact),
        "inventory_report": InventoryReportFactory(device=device),
        "field_lock": FieldLockFactory(device=device),
        "installed_software": installed,
        "software_title": installed.title,
        "review_case": case,
        "agent_token": case.token,
        "campaign_device": CampaignDeviceFactory(device=device, campaign=campaign, asked=contact),
        "difference": CampaignDeviceFactory(
            device=DeviceFactory(authority=contact.authority, workstation=None, held_by=contact),
            campaign=campaign,
            asked=contact,
            answer=Answer.MISSING,
            channel=Channel.PORTAL,
            answered_at=timezone.now(),
        ),
        "unlisted_device": UnlistedDeviceFactory(
            authority=contact.authority, campaign=campaign, reported_by=contact, place="Büro", remark="Zweitgerät"
        ),
        "handover": handover,
        "handover_item": handover.items.get(),
        "handover_document": handover.document,
        "waiting_handover": handed_over(HandoverState.WAITING, contact=contact, handed_over_by=staff),
        "draft_handover": draft,
        "draft_handover_item": HandoverItemFactory(handover=draft),
        "ticket": ticket,
        "reply": reply,
        "note": note,
        "attachment": AttachmentFactory(ticket=ticket, uploaded_by=staff),
        "mail": mail,
        "import_run": run,
        "import_row": ImportRowFactory(run=run),
        "import_with_wrong_row": wrong.run,
        "wrong_import_row": wrong,
        "mailbox": mail.mailbox,
        "note_attachment": AttachmentFactory(ticket=ticket, message=note, uploaded_by=staff),
        "article_use": ArticleUseFactory(ticket=ticket),
        "inner_article": ArticleFactory(audience=Article.Audience.INTERNAL),
        "draft_article": ArticleFactory(state=Article.State.DRAFT),
        "feedback": FeedbackFactory(user=contact.user or UserFactory()),
        "calendar_key": CalendarKeyFactory(user=contact.user or UserFactory()),
        "particular": ParticularFactory(ticket=ticket),
        "order": TicketFactory(
            authority=contact.authority,
            requester=contact,
            kind=Ticket.Kind.SERVICE_REQUEST,
            state=State.WAITING_FOR_APPROVAL,
        ),
        "rating": RatingFactory(ticket=ticket, comment="Schnell geholfen."),
        "clock_pause": ClockPauseFactory(ticket=ticket),
        "outage": outage,
        "affected_authority": outage.affected.get(),
        "inner_link": TicketLinkFactory(source=ticket, target=outage.ticket),
        "merged_link": TicketLinkFactory(
            source=TicketFactory(authority=contact.authority, requester=contact, state=State.CANCELLED),
            target=ticket,
            kind=TicketLink.Kind.MERGED,
        ),
        "draft": DraftFactory(ticket=ticket, user=staff),
        "watcher": WatcherFactory(ticket=ticket, user=staff),
        "saved_view": SavedView.objects.create(name="Ansicht", owner=staff),
        "read_mark": TicketRead.objects.create(user=staff, ticket=ticket, seen_version=1),
        "mention": MentionFactory(message=note),
        "text_module": TextModuleFactory(),
        "macro": MacroFactory(),
        "ticket_template": TicketTemplateFactory(),
        "search_entry": SearchEntry.objects.get(ticket=ticket, is_internal=False),
        "inner_search_entry": SearchEntry.objects.get(ticket=ticket, is_internal=True),
        "tally": Tally.objects.filter(authority=contact.authority).earliest("pk"),
        "workstation_tally": WorkstationTally.objects.filter(authority=contact.authority).earliest("pk"),
        "event": TicketEventFactory(ticket=ticket, at=timezone.now()),
        "inner_event": TicketEventFactory(
            ticket=ticket, at=timezone.now(), kind=TicketEvent.Kind.TEAM, is_public=False
        ),
        "checklist_template": template,
        "checklist": checklist,
        "checklist_item": ChecklistItemFactory(checklist=checklist),
        "time_entry": TimeEntryFactory(ticket=ticket, by=staff),
        "stopwatch": StopwatchFactory(ticket=ticket),
        "reminder": ReminderFactory(ticket=ticket, user=staff),
        "recurring_ticket": recurring,
        "recurring_run": RecurringRunFactory(recurring=recurring, ticket=ticket),
        "absence": AbsenceFactory(),
    }
