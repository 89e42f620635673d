"""Rows that contain what somebody typed, wherever in a word it stands."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

RowsT = TypeVar("RowsT", bound=QuerySet[Any])


def containing(rows: RowsT, typed: str, fields: Iterable[str], *, most: int = 6) -> RowsT:
    """Rows in which every word, of the first so many, stands in at least one of the fields; small and large letters are one.

    Fields of other tables are looked for apart from those of the row, since an index serves one table only.
    """
    sides: dict[str, list[str]] = defaultdict(list)
    for field in fields:
        sides[field.rpartition("__")[0]].append(field)
    everywhere: QuerySet[Any] = rows.model._default_manager.order_by()  # of `rows` is what comes out at the end
    for word in typed.replace("\x00", "").split()[:most]:
        found = [reduce(or_, (Q(**{f"{field}__icontains": word}) for field in side)) for side in sides.values()]
        if len(found) == 1:
            rows = rows.filter(found[0])
        else:
            first, *others = (everywhere.filter(one).values("pk") for one in found)
            rows = rows.filter(pk__in=first.union(*others))
    return rows
