"""The register: all Fachverfahren as they are operated."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.signed_in import signed_in
from applications.filters import ApplicationFilter
from applications.models import ApplicationUse, SpecialistApplication
from applications.tables import ApplicationTable
from applications.views.tabs import RegisterPage
from ui.pages import Link


class ApplicationList(RegisterPage):
    """Fachverfahren; an authority sees those it uses, with its own number of users."""

    permission_required = "applications.view_specialistapplication"
    model = SpecialistApplication
    table_class = ApplicationTable
    filterset_class = ApplicationFilter
    page_title = "Fachverfahren"
    tab = "applications"
    import_kind = "applications"
    empty_text = "Noch ist kein Fachverfahren eingetragen."

    def get_actions(self) -> list[Link]:
        if not (self.is_for_staff and self.request.user.has_perm("applications.add_specialistapplication")):
            return []
        return [Link("Fachverfahren aufnehmen", reverse("applications:new"), "add"), *super().get_actions()]

    def get_rows(self) -> QuerySet[SpecialistApplication]:
        uses = ApplicationUse.objects.visible_to(signed_in(self.request)).current(timezone.localdate())
        of_row = uses.filter(application=OuterRef("pk")).order_by().values("application")
        rows = SpecialistApplication.objects.visible_to(signed_in(self.request)).select_related(
            "product__vendor", "product_version", "team"
        )
        return rows.annotate(
            authority_count=Coalesce(Subquery(of_row.annotate(n=Count("authority", distinct=True)).values("n")), 0),
            user_count=Coalesce(Subquery(of_row.annotate(n=Sum("user_count")).values("n")), 0),
        )

    def get_table_options(self) -> dict[str, Any]:
        hidden = () if self.is_for_staff else ApplicationTable.FOR_STAFF
        return {"day": timezone.localdate(), "exclude": hidden}
