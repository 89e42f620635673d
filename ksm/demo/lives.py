"""What becomes of a report: who takes it, what is asked and noted, when it is solved and how it ends.

A life is told step by step, each with its moment in service time; what lies in the future is not told any more. So the
reports of the last days are open in a natural way: some new, some in progress, some waiting, a few overdue.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import NamedTuple

from accounts.models import StaffMember, User
from ksm.demo.reports import Report, Stage
from ksm.demo.texts import phrases
from tickets import actions
from tickets.deadlines import Agreement
from tickets.lifecycle import State
from tickets.models import Rating, Ticket
from tickets.priorities import Impact, Urgency

HOUR = 60
DAY = 10 * HOUR
FORGOTTEN = 0.03
"""Reports that nobody takes for a long time."""

WAITING_FOR_VENDOR, WAITING_FOR_CUSTOMER = 0.14, 0.21
REOPENED, CONFIRMED, CLOSED_BY_STAFF = 0.04, 0.45, 0.08
RATED, WORDS = (
    0.5,
    ((Rating.Satisfaction.CONTENT, 78), (Rating.Satisfaction.PARTLY, 16), (Rating.Satisfaction.DISCONTENT, 6)),
)
"""How often a confirmed solution is rated, and with which words."""

HANDED_OVER, RELEASED, REPRIORITISED, RECATEGORISED = 0.09, 0.03, 0.05, 0.03


class Step(NamedTuple):
    """Something that happens to a report at a moment."""

    at: datetime
    happen: Callable[[datetime], object]


@dataclass
class Life:
    """The life of one report, told from its beginning."""

    stage: Stage
    agreement: Agreement
    random: Random
    report: Report
    in_outage: bool

    @property
    def ticket(self) -> Ticket:
        """The report as it was opened; the actions read its present state themselves."""
        return self.report.ticket

    def steps(self) -> Iterator[Step]:
        """Everything that happens, in order."""
        random, ticket = self.random, self.ticket
        terms = self.agreement.terms(priority=ticket.priority, kind=ticket.kind)
        response, resolution = (terms.response, terms.resolution) if terms else (DAY // 4, DAY)
        clock = ticket.created_at
        if random.random() < FORGOTTEN and not self.in_outage:
            clock = self.later(clock, random.uniform(3 * DAY, 16 * DAY))
        clock = self.later(clock, response * min(random.lognormvariate(-1.2, 0.9), 4))
        agent = self.agent(ticket.category.team.key)
        if random.random() < HANDED_OVER and not self.in_outage:
            yield from self.handed_over(clock)
            clock = self.later(clock, random.uniform(15, DAY))
            agent = self.agent("vor-ort-ludwigslust")
        yield Step(clock, lambda at: actions.take(ticket=ticket, by=agent.user, now=at))
        effort = resolution * min(random.lognormvariate(-0.95, 0.85), 5)
        clock = yield from self.first_words(clock, agent, effort)
        clock = yield from self.waiting(clock, agent)
        clock = self.later(clock, effort * 0.7)
        yield Step(clock, lambda at: self.solve(random.choice(self.report.case.solutions), agent, at))
        if random.random() < REOPENED and self.user:
            clock = self.later(clock, random.uniform(HOUR, 2 * DAY))
            yield Step(
                clock,
                lambda at: actions.reopen(
                    ticket=ticket, by=self.required_user, reason=random.choice(phrases.OBJECTIONS), now=at
                ),
            )
            clock = self.later(clock, random.uniform(2 * HOUR, 2 * DAY))
            yield Step(clock, lambda at: self.solve(random.choice(phrases.SECOND_SOLUTIONS), agent, at))
        yield from self.end(clock, agent)

    def handed_over(self, clock: datetime) -> Iterator[Step]:
        """The desk looks at it first and passes it to those who drive out."""
        desk = self.random.choice(self.stage.people.staff["benutzerservice"])
        team = self.stage.people.staff["vor-ort-ludwigslust"][0].team
        yield Step(
            clock,
            lambda at: actions.add_note(ticket=self.ticket, by=desk.user, body="Vor Ort nötig, gebe weiter.", now=at),
        )
        yield Step(clock, lambda at: actions.change_team(ticket=self.ticket, team=team, by=desk.user, now=at))

    def first_words(self, clock: datetime, agent: StaffMember, effort: float) -> Generator[Step, None, datetime]:
        """A first answer, a note, a change of mind about priority or category; return when they were over."""
        random, ticket = self.random, self.ticket
        end = self.later(clock, effort * 0.3)
        pieces: list[Callable[[datetime], object]] = []
        if random.random() < 0.5:
            pieces.append(
                lambda at: actions.reply(
                    ticket=ticket, by=agent.user, body=self.letter(random.choice(phrases.FIRST_REPLIES)), now=at
                )
            )
        if random.random() < 0.38:
            notes = self.report.case.notes or phrases.NOTES
            pieces.append(
                lambda at: actions.add_note(
                    ticket=ticket, by=agent.user, body=self.report.say(random.choice(notes)), now=at
                )
            )
        if random.random() < REPRIORITISED:
            pieces.append(
                lambda at: actions.change_priority(
                    ticket=ticket, impact=Impact.SMALL, urgency=Urgency.HIGH, by=agent.user, now=at
                )
            )
        if random.random() < RECATEGORISED:
            pieces.append(
                lambda at: actions.change_category(
                    ticket=ticket, category=self.stage.categories["anderes"], by=agent.user, now=at
                )
            )
        if random.random() < RELEASED:
            pieces.append(lambda at: actions.release(ticket=ticket, by=agent.user, now=at))
            pieces.append(lambda at: actions.assign(ticket=ticket, to=agent, by=agent.user, now=at))
        for number, happen in enumerate(pieces, start=1):
            yield Step(self.later(clock, effort * 0.3 * number / (len(pieces) + 1)), happen)
        return end

    def waiting(self, clock: datetime, agent: StaffMember) -> Generator[Step, None, datetime]:
        """Sometimes the vendor or the authority has to do something first; return when the work goes on."""
        random, ticket = self.random, self.ticket
        if self.in_outage:
            return clock
        chance = random.random()
        if chance < WAITING_FOR_VENDOR:
            yield Step(
                clock,
                lambda at: actions.add_note(
                    ticket=ticket, by=agent.user, body=random.choice(phrases.VENDOR_NOTES), now=at
                ),
            )
            yield Step(
                clock, lambda at: actions.wait(ticket=ticket, state=State.WAITING_FOR_VENDOR, by=agent.user, now=at)
            )
            clock = self.later(clock, random.lognormvariate(0, 0.8) * 11 * DAY)
            yield Step(clock, lambda at: actions.resume(ticket=ticket, by=agent.user, now=at))
        elif chance < WAITING_FOR_VENDOR + WAITING_FOR_CUSTOMER:
            question, answer = random.choice(self.report.case.questions or phrases.QUESTIONS)
            yield Step(
                clock,
                lambda at: actions.reply(
                    ticket=ticket, by=agent.user, body=self.letter(question), now=at, then_wait=True
                ),
            )
            clock = self.later(clock, random.lognormvariate(0, 1) * 5 * DAY)
            yield Step(clock, lambda at: self.answer(self.report.say(answer), agent, at))
        return clock

    def answer(self, text: str, agent: StaffMember, at: datetime) -> None:
        """The authority answers: in the portal, or on the telephone, which is noted."""
        if self.user and self.report.by_portal:
            actions.reply(ticket=self.ticket, by=self.user, body=text, now=at)
            return
        body = self.random.choice(phrases.SPOKEN_ANSWERS).format(answer=text)
        actions.add_note(ticket=self.ticket, by=agent.user, body=body, now=at)
        actions.resume(ticket=self.ticket, by=agent.user, now=at)

    def solve(self, solution: str, agent: StaffMember, at: datetime) -> None:
        """Tell the authority how it was solved."""
        actions.resolve(ticket=self.ticket, by=agent.user, solution=self.letter(solution), now=at)

    def end(self, clock: datetime, agent: StaffMember) -> Iterator[Step]:
        """Confirmed by the authority, closed by the staff after a call, or left to the period for objections."""
        random = self.random
        chance = random.random()
        if self.user and self.report.by_portal and chance < CONFIRMED:
            clock = self.later(clock, random.uniform(20, 3 * DAY))
            yield Step(clock, lambda at: actions.confirm(ticket=self.ticket, by=self.required_user, now=at))
            if random.random() < RATED:
                word = random.choices([word for word, _ in WORDS], weights=[share for _, share in WORDS])[0]
                yield Step(
                    clock, lambda at: actions.rate(ticket=self.ticket, by=self.required_user, satisfaction=word, now=at)
                )
        elif chance > 1 - CLOSED_BY_STAFF:
            clock = self.later(clock, random.uniform(DAY, 4 * DAY))
            yield Step(clock, lambda at: actions.close(ticket=self.ticket, by=agent.user, now=at))

    def letter(self, text: str) -> str:
        """What staff write to the person: with a greeting."""
        text = self.report.say(text)
        return f"Guten Tag {self.report.requester}!\n\n{text[0].upper()}{text[1:]}\n\nIhr Service"

    def agent(self, team: str) -> StaffMember:
        """Who takes it: somebody of the team that is responsible."""
        return self.random.choice(self.stage.people.staff[team])

    @property
    def user(self) -> User | None:
        """The account of whoever reported, if they have one."""
        return self.report.requester.user

    @property
    def required_user(self) -> User:
        """The account of whoever reported; only steps of people with an account ask for it."""
        if self.user is None:
            raise ValueError("this contact has no account")
        return self.user

    def later(self, start: datetime, minutes: float) -> datetime:
        """A moment after so many minutes of service time."""
        return self.agreement.service_time.add(start, max(1, round(minutes)))
