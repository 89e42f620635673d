"""Update cohorts: the instances of a product that run in one version, and whether its maker still supports it."""

from datetime import date

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from applications.models import ApplicationUse, ProductVersion, SpecialistApplication
from applications.support import Support, support_state


def versions_in_use(day: date) -> QuerySet[ProductVersion]:
    """Each version in which something is operated, with its instances, authorities and users on a day."""
    instances = SpecialistApplication.objects.operated_on(day).filter(product_version=OuterRef("pk")).order_by()
    uses = ApplicationUse.objects.current(day).filter(application__product_version=OuterRef("pk")).order_by()
    by_version = uses.values("application__product_version")
    rows = ProductVersion.objects.select_related("product__vendor").annotate(
        instance_count=Coalesce(Subquery(instances.values("product_version").annotate(n=Count("pk")).values("n")), 0),
        authority_count=Coalesce(Subquery(by_version.annotate(n=Count("authority", distinct=True)).values("n")), 0),
        user_count=Coalesce(Subquery(by_version.annotate(n=Sum("user_count")).values("n")), 0),
    )
    return rows.filter(instance_count__gt=0)


def members_of(version: ProductVersion, day: date) -> QuerySet[SpecialistApplication]:
    """The instances of one cohort."""
    return SpecialistApplication.objects.operated_on(day).filter(product_version=version).order_by("name")


def newest_after(version: ProductVersion) -> ProductVersion | None:
    """The newest other version of the product, which an update would bring."""
    others = ProductVersion.objects.filter(product=version.product_id).exclude(pk=version.pk)
    if version.released_on:
        others = others.filter(released_on__gt=version.released_on)
    return others.order_by(F("released_on").desc(nulls_last=True), "-pk").first()


def support_in_words(version: ProductVersion, today: date) -> str:
    """What the end of support means today, or nothing."""
    words = {Support.ENDED: "nicht mehr unterstützt", Support.ENDING: "Unterstützung endet bald"}
    return words.get(support_state(version.supported_until, today), "")
