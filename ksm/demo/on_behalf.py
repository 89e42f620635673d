"""Processing on behalf in the demo: agreements, register, sub-processors, measures, a version and a change after it; all invented."""

from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Provider, User
from applications.models import ApplicationData, ApplicationUse, DataCategory, SpecialistApplication
from customers.models import Authority
from ksm.demo.people import People
from processing import actions
from processing.models import ProcessingAgreement, SecurityMeasure, SubProcessing, SubProcessor, SubProcessorApproval

INVENTED = "Demodaten: erfunden"
WITHOUT_AGREEMENT = "stadt-grabow"
"""The one served authority whose agreement is still a draft."""
CITIZENS, STAFF = "Einwohnerinnen und Einwohner", "Beschäftigte der Behörde"
BASICS = ("Namen und Anschriften", CITIZENS, "10 Jahre nach Abschluss")
# By the beginning of the name: what it is for, on which basis, and which data it holds.
REGISTER: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("Einwohnerwesen", "Melderegister führen, Pässe und Ausweise ausstellen", "Bundesmeldegesetz, Passgesetz, Personalausweisgesetz", (
        ("Namen und Anschriften", CITIZENS, "55 Jahre nach Wegzug oder Tod"),
        ("Geburtsdaten und Staatsangehörigkeit", CITIZENS, "55 Jahre nach Wegzug oder Tod"),
        ("Religionszugehörigkeit", CITIZENS, "55 Jahre nach Wegzug oder Tod"),
        ("Ausweis- und Passdaten", CITIZENS, "5 Jahre nach Ablauf"),
    )),
    ("Gewerberegister", "Gewerbeanzeigen annehmen und weitergeben", "Gewerbeordnung", (
        BASICS, ("Betriebe und Gewerbe", "Gewerbetreibende", "5 Jahre nach Abmeldung"),
    )),
    ("Ordnungswidrigkeiten", "Ordnungswidrigkeiten verfolgen und ahnden", "", (
        BASICS, ("Straftaten und Ordnungswidrigkeiten", "Betroffene", "3 Jahre nach Abschluss"),
    )),
    ("Finanzwesen", "Haushalt ausführen, Bescheide und Zahlungen buchen", "Gemeindehaushaltsverordnung-Doppik M-V", (
        BASICS, ("Bankverbindungen und Zahlungen", "Zahlungspflichtige und Zahlungsempfänger", "10 Jahre"),
    )),
    ("Standesamt", "Personenstandsfälle beurkunden", "Personenstandsgesetz", (
        BASICS, ("Familienstand und Familienverband", CITIZENS, "110 Jahre bei Geburten"),
    )),
    ("Ratsinformation", "Sitzungen vorbereiten und veröffentlichen", "Kommunalverfassung M-V", (
        ("Politische Meinungen und Ämter", "Mitglieder der Gremien", "dauerhaft im Archiv"),
    )),
    ("E-Akte", "Akten elektronisch führen", "E-Government-Gesetz M-V", (
        ("Schriftverkehr und Akten", f"{CITIZENS}, {STAFF}", "nach Aktenplan"),
    )),
    ("Sozialwesen", "Leistungen der Sozialhilfe bewilligen und zahlen", "Sozialgesetzbuch XII", (
        BASICS, ("Gesundheitsdaten", "Leistungsberechtigte", "10 Jahre nach Ende der Leistung"),
        ("Einkommen und Leistungen", "Leistungsberechtigte", "10 Jahre nach Ende der Leistung"),
    )),
    ("Geoinformation", "Karten und Flurstücke auskunftsfähig halten", "Geoinformations- und Vermessungsgesetz M-V", (
        ("Flurstücke und Gebäude", "Eigentümerinnen und Eigentümer", "solange sie bestehen"),
    )),
    ("Kitaplaner", "Betreuungsplätze vormerken und vergeben", "Kindertagesförderungsgesetz M-V", (
        ("Namen und Anschriften", "Kinder und Sorgeberechtigte", "1 Jahr nach Ende der Betreuung"),
    )),
)  # fmt: skip
"""Two instances stay out of the register, so that the demo shows what is missing."""
KINDS = "Betreiben, sichern, aktualisieren, bei Störungen helfen (auch aus der Ferne)"
MEASURES = (
    ("physical", "Z-01", "Zutritt zum Rechenzentrum", "Zutritt nur mit Karte und PIN; Besuch wird begleitet und eingetragen."),
    ("system", "Z-02", "Anmeldung mit zweitem Faktor", "Wer verwaltet, meldet sich mit Kennwort und zweitem Faktor an."),
    ("data", "Z-03", "Rechte nach Aufgabe", "Rechte folgen aus Rollen und werden halbjährlich geprüft."),
    ("separation", "T-01", "Trennung der Behörden", "Jede Behörde hat einen eigenen Mandanten; die Datenbank zeigt keiner die Daten einer anderen."),
    ("transport", "U-01", "Verschlüsselte Übertragung", "Verbindungen zwischen Behörde und Rechenzentrum sind verschlüsselt."),
    ("input", "P-01", "Protokoll der Änderungen", "Wer was wann geändert hat, wird festgehalten und nach Frist gelöscht."),
    ("availability", "V-01", "Getrennte Sicherung", "Sicherungen liegen vom Netz getrennt und werden täglich erstellt."),
    ("recovery", "V-02", "Erprobte Wiederherstellung", "Die Wiederherstellung wird zweimal im Jahr geprobt."),
    ("review", "R-01", "Jährliche Prüfung", "Die Maßnahmen werden jährlich geprüft."),
)  # fmt: skip
COMPANIES = (
    ("Muster Rechenzentrum Nord GmbH", "Musterhafen", "Deutschland", "", "Ausweichrechenzentrum", "Einwohnerwesen"),
    ("Muster Fernwartung AG", "Beispielstadt", "Deutschland", "", "Fernwartung durch den Hersteller", "Finanzwesen"),
    ("Muster Cloud Inc.", "Example City", "USA", "Standardvertragsklauseln und Prüfung der Übermittlung (erfunden)",
     "Betrieb der Anwendung", "Kitaplaner"),
)  # fmt: skip


def process_on_behalf(people: People, *, now: datetime) -> None:
    """Everything as it was some weeks ago, one version issued then, and what changed since."""
    keeper, today = people.accounts["datenschutz"], timezone.localdate(now)
    then = now - timedelta(days=45)
    provider = Provider.objects.get(code="KSM")
    provider.officer_contact = "Datenschutzbeauftragte Stelle (Demo), datenschutz@ksm.example"
    provider.save(update_fields=["officer_contact"])
    write_register(keeper, today)
    catalogue(provider, keeper, date(today.year - 2, 1, 1))
    tasks = engage(keeper, date(today.year - 1, 1, 1))
    agreements = agree_with_all(provider, keeper, now)
    for agreement in agreements:
        tell_of(tasks[:-1], agreement, keeper, now)
    issue_some(agreements, keeper, then)
    change_since(tasks[-1], agreements, people, now)


def application_named(beginning: str) -> SpecialistApplication:
    """The instance of the demo whose name begins so."""
    return SpecialistApplication.objects.get(name__startswith=beginning, is_demo=True)


def write_register(keeper: User, today: date) -> None:
    """Purpose, data and reviews; one basis is missing and one review is overdue."""
    for number, (beginning, purpose, basis, held) in enumerate(REGISTER):
        application = application_named(beginning)
        application.legal_basis = basis
        application.version += 1
        application.save(update_fields=["legal_basis", "version"])
        for name, persons, kept_for in held:
            category = DataCategory.objects.get(name=name)
            row = ApplicationData(
                application=application,
                category=category,
                persons=persons,
                kept_for=f"{kept_for} (erfunden)",
                is_demo=True,
            )
            row.full_clean()
            row.save()
        if beginning == "Geoinformation":
            continue
        actions.save_entry(
            application=application, by=keeper, purpose=purpose, processing_kinds=KINDS, recipients="die Behörde selbst",
            third_country="USA, Betreiber der Anwendung" if beginning == "Kitaplaner" else "",
            review_on=today + timedelta(days=(-20, 30, 120, 250)[number % 4]), source=INVENTED, certainty="G", is_demo=True,
        )  # fmt: skip


def catalogue(provider: Provider, keeper: User, since: date) -> None:
    """The measures of the provider."""
    for group, code, title, text in MEASURES:
        actions.add_measure(
            by=keeper, provider=provider, group=group, code=code, title=title, text=text, valid_from=since,
            source=INVENTED, certainty="G", is_demo=True,
        )  # fmt: skip


def engage(keeper: User, since: date) -> list[SubProcessing]:
    """Companies that work for the provider."""
    tasks = []
    for name, seat, country, safeguard, task, beginning in COMPANIES:
        company: SubProcessor = actions.save_sub_processor(
            by=keeper, name=name, seat=seat, country=country, is_third_country=bool(safeguard), safeguard=safeguard,
            source=INVENTED, certainty="G", is_demo=True,
        )  # fmt: skip
        application = application_named(beginning)
        tasks.append(
            actions.give_task(sub_processor=company, by=keeper, application=application, task=task, since=since)
        )
    return tasks


def agree_with_all(provider: Provider, keeper: User, now: datetime) -> list[ProcessingAgreement]:
    """An agreement for each authority that uses something; one of them nobody has signed yet."""
    today = timezone.localdate(now)
    users = Authority.objects.filter(application_uses__is_demo=True).distinct().order_by("pk")
    signed = []
    for number, authority in enumerate(users, start=1):
        is_draft = authority.key == WITHOUT_AGREEMENT
        begins = date(today.year - 2, 1, 1)
        agreement = actions.draft_agreement(
            authority=authority, provider=provider, by=keeper, number=f"DEMO-AVV-{number:02d}",
            subject="Betrieb und Betreuung von Fachverfahren", signed_on=None if is_draft else begins, valid_from=begins,
            instructions="Weisungen erteilt die IT-Koordination der Behörde in Textform.",
            breach_contact="behördliche Datenschutzbeauftragte",
            officer_contact=f"Datenschutzbeauftragte Stelle, datenschutz@{authority.key}.example", source=INVENTED, certainty="G", is_demo=True,
            review_on=today + timedelta(days=(40, 200, 300, -10)[number % 4]),
        )  # fmt: skip
        if is_draft:
            continue
        file = SimpleUploadedFile("avv-muster.txt", b"Muster, erfunden.\n", content_type="text/plain")
        actions.add_paper(agreement=agreement, file=file, title="Unterzeichnete Vereinbarung", by=keeper, now=now)
        for use in ApplicationUse.objects.filter(authority=authority).select_related("application"):
            actions.cover(agreement=agreement, application=use.application, since=use.used_since or begins, by=keeper)
        signed.append(agreement)
    return signed


def tell_of(tasks: list[SubProcessing], agreement: ProcessingAgreement, keeper: User, now: datetime) -> None:
    """Each authority was told of those that work on what it uses."""
    day = timezone.localdate(now) - timedelta(days=90)
    for task in tasks:
        if task.application.uses.filter(authority=agreement.authority_id).exists():
            actions.tell(
                agreement=agreement, sub_processing=task, informed_on=day, objection_until=day + timedelta(days=30),
                by=keeper, now=now,
            )  # fmt: skip


def issue_some(agreements: list[ProcessingAgreement], keeper: User, then: datetime) -> None:
    """The register and the annex of one authority, as of then."""
    for agreement in agreements:
        if agreement.authority.key == "stadt-ludwigslust":
            actions.issue(authority=agreement.authority, by=keeper, now=then)
            actions.issue(authority=agreement.authority, agreement=agreement, by=keeper, now=then)


def change_since(newest: SubProcessing, agreements: list[ProcessingAgreement], people: People, now: datetime) -> None:
    """A measure was renewed, the third company told to one authority only, and an authority has answered."""
    keeper, today = people.accounts["datenschutz"], timezone.localdate(now)
    measure = SecurityMeasure.objects.get(code="V-01", is_demo=True)
    actions.renew_measure(
        measure=measure, by=keeper, valid_from=today - timedelta(days=10), group=measure.group, title=measure.title,
        text="Sicherungen liegen vom Netz getrennt, werden täglich erstellt und wöchentlich gelesen.", source=INVENTED,
        certainty="G",
    )  # fmt: skip
    theirs = [row for row in agreements if newest.application.uses.filter(authority=row.authority_id).exists()]
    for agreement in theirs[:1]:
        actions.tell(
            agreement=agreement, sub_processing=newest, informed_on=today - timedelta(days=5),
            objection_until=today + timedelta(days=25), by=keeper, now=now,
        )  # fmt: skip
    told = SubProcessorApproval.objects.filter(agreement__authority__key="stadt-ludwigslust").first()
    if told:
        head = people.accounts["ludwigslust-leitung"]
        actions.decide(approval=told, state=SubProcessorApproval.State.APPROVED, by=head, now=now)
