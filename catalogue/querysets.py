"""Sets of what can be ordered, and who may see it."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from history.validity import valid_on
from ui.containing import containing

if TYPE_CHECKING:
    from accounts.models import User
    from catalogue.models import Condition, FormField, ServiceOffer


class ServiceOfferQuerySet(models.QuerySet["ServiceOffer"]):
    """Services that authorities can order."""

    def visible_to(self, user: "User") -> "ServiceOfferQuerySet":
        """Staff see all; a contact what all authorities, or one they work for, may order."""
        access = user.access
        if access.is_staff:
            return self
        if not access.authorities:
            return self.none()
        through = self.model.authorities.through._default_manager
        chosen = through.filter(serviceoffer_id=OuterRef("pk"), authority_id__in=access.authorities)
        return self.filter(Q(is_for_all=True) | Exists(chosen))

    def orderable(self, day: date, authority: int) -> "ServiceOfferQuerySet":
        """What an authority can order on a day."""
        through = self.model.authorities.through._default_manager
        chosen = through.filter(serviceoffer_id=OuterRef("pk"), authority_id=authority)
        rows = self.filter(Q(is_for_all=True) | Exists(chosen), valid_on(day), is_active=True)
        return rows.filter(category__is_active=True)  # no report begins in another

    def with_named_authorities(self) -> "ServiceOfferQuerySet":
        """Add `names_authorities`, whether any authority is named that may order it."""
        through = self.model.authorities.through._default_manager
        return self.annotate(names_authorities=Exists(through.filter(serviceoffer_id=OuterRef("pk"))))

    def containing(self, words: str) -> "ServiceOfferQuerySet":
        """Those in whose description every word stands."""
        return containing(self, words, ("title", "summary", "included", "area__name"))

    def with_form(self) -> "ServiceOfferQuerySet":
        """Each with its fields and their conditions, in order: two more queries."""
        from catalogue.models import Condition, FormField  # noqa: PLC0415 – models import this module

        conditions = Prefetch("conditions", Condition.objects.select_related("on").order_by("pk"))
        return self.prefetch_related(Prefetch("fields", FormField.objects.prefetch_related(conditions)))


class FormFieldQuerySet(models.QuerySet["FormField"]):
    """Questions of the forms."""

    def visible_to(self, user: "User") -> "FormFieldQuerySet":
        """Seen by whoever sees the service."""
        from catalogue.models import ServiceOffer  # noqa: PLC0415 – models import this module

        return self.filter(offer__in=ServiceOffer.objects.visible_to(user))


class ConditionQuerySet(models.QuerySet["Condition"]):
    """What has to be answered before a question is asked."""

    def visible_to(self, user: "User") -> "ConditionQuerySet":
        """Seen by whoever sees the question."""
        from catalogue.models import FormField  # noqa: PLC0415 – models import this module

        return self.filter(field__in=FormField.objects.visible_to(user))
