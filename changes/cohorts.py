"""Update cohorts: the instances of a product that run in one version, and whether its maker still supports it."""

from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from applications.models import ApplicationUse, ProductVersion, SpecialistApplication

HALF_A_YEAR = 183


def soon(today: date) -> date:
    """Until this day the end of support is near."""
    return today + timedelta(days=HALF_A_YEAR)


def operated(day: date) -> Q:
    """Instances that are operated on a day."""
    since = Q(operated_since__isnull=True) | Q(operated_since__lte=day)
    return since & (Q(operated_until__isnull=True) | Q(operated_until__gte=day))


def versions_in_use(day: date) -> QuerySet[ProductVersion]:
    """Each version in which something is operated, with its instances, authorities and users on a day."""
    instances = SpecialistApplication.objects.filter(operated(day), product_version=OuterRef("pk")).order_by()
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
    return SpecialistApplication.objects.filter(operated(day), product_version=version).order_by("name")


def newest_after(version: ProductVersion) -> ProductVersion | None:
    """The newest other version of the product, which an update would bring."""
    others = ProductVersion.objects.filter(product=version.product_id).exclude(pk=version.pk)
    if version.released_on:
        others = others.filter(released_on__gt=version.released_on)
    return others.order_by(F("released_on").desc(nulls_last=True), "-pk").first()


def support_in_words(version: ProductVersion, today: date) -> str:
    """What the end of support means today, or nothing."""
    until = version.supported_until
    if until is None:
        return ""
    if until < today:
        return "nicht mehr unterstützt"
    return "Unterstützung endet bald" if until <= soon(today) else ""
