"""Sets of staff, and who may see them."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.contrib.auth.models import UserManager
from django.db import models

from history.validity import valid_on

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import Absence, RoleAssignment, RoleProposal, StaffMember, User


Row = TypeVar("Row", bound=models.Model, covariant=True)


class ForServiceQuerySet(models.QuerySet[Row]):
    """Rows that are the affair of the service alone: how it works, and with what."""

    def visible_to(self, user: "User") -> Self:
        """Staff see all; an authority sees nothing of it."""
        return self if user.is_service_staff else self.none()


class OnesOwnQuerySet(models.QuerySet[Row]):
    """Rows that carry the `user` of the service they serve, and are nobody else's affair."""

    def visible_to(self, user: "User") -> Self:
        """One's own and nobody else's, whatever rights one has."""
        return self.filter(user=user) if user.is_service_staff else self.none()


class AccountManager(UserManager["User"]):
    """Makes accounts; who works in the web admin follows from roles, so Django's own mark for it is left out."""

    def _create_user(self, username: str, email: str | None, password: str | None, **fields: Any) -> "User":
        fields.pop("is_staff", None)
        user: User = super()._create_user(username, email, password, **fields)  # type: ignore[misc]  # not in the stubs
        return user


class StaffMemberQuerySet(ForServiceQuerySet["StaffMember"]):
    """Staff of the service operation; authorities see a name only where it stands in their own report."""

    def working(self) -> "StaffMemberQuerySet":
        """Staff whose account is active, so that work can be given to them."""
        return self.filter(user__is_active=True)

    def with_stand_in(self, day: "date") -> "StaffMemberQuerySet":
        """Each with `stand_in`, who looks after their reports on a day on which they are away; else nobody.

        Whoever gives work to somebody may know that they are away that day, and not for how long.
        """
        of_the_day = models.Q(absences__first_day__lte=day, absences__last_day__gte=day)  # never two at a time
        away = models.FilteredRelation("absences", condition=of_the_day)
        return self.alias(away=away).annotate(stand_in=models.F("away__substitute__display_name"))

    def stood_in_for_by(self, user: "User", day: "date") -> "StaffMemberQuerySet":
        """Those who are away on a day and whose reports this person looks after."""
        return self.filter(absences__substitute__user=user, absences__first_day__lte=day, absences__last_day__gte=day)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Who is away when, and who stands in."""

    def visible_to(self, user: "User") -> "AbsenceQuerySet":
        """Those who keep the staff see all; everybody else only their own and those they stand in for."""
        if not user.is_service_staff:
            return self.none()
        if user.has_perm("accounts.change_absence"):
            return self
        return self.filter(models.Q(member__user=user) | models.Q(substitute__user=user))

    def on(self, day: "date") -> "AbsenceQuerySet":
        """Those of a day."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def by_day(self, first: "date", last: "date") -> "dict[date, set[int]]":
        """The keys of those who are away on each of some days."""
        rows = list(
            self.filter(first_day__lte=last, last_day__gte=first).values_list("member", "first_day", "last_day")
        )
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return {day: {member for member, begins, ends in rows if begins <= day <= ends} for day in days}

    def with_people(self) -> "AbsenceQuerySet":
        """Together with who is away and who stands in, and their accounts."""
        return self.select_related("member__user", "substitute__user")

    def not_over(self, day: "date") -> "AbsenceQuerySet":
        """Those of a day and later ones."""
        return self.filter(last_day__gte=day)


class RoleAssignmentQuerySet(ForServiceQuerySet["RoleAssignment"]):
    """Who holds which role, and when."""

    def current(self, day: "date") -> "RoleAssignmentQuerySet":
        """Assignments that hold on a day."""
        return self.filter(valid_on(day))

    def not_ended(self, day: "date") -> "RoleAssignmentQuerySet":
        """Assignments that hold on a day or will hold later."""
        return self.exclude(valid_until__lt=day)


class RoleProposalQuerySet(models.QuerySet["RoleProposal"]):
    """What directories propose about roles."""

    def visible_to(self, user: "User") -> "RoleProposalQuerySet":
        """Who may decide sees all of them, also the one about themselves, which somebody else decides."""
        may_decide = user.is_service_staff and user.has_perm("accounts.decide_roleproposal")
        return self if may_decide else self.none()

    def open(self) -> "RoleProposalQuerySet":
        """Those that wait for a decision."""
        return self.filter(state="open")
