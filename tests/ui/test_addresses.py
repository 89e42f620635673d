"""Addresses of the same page with other values."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ui.addresses import around_value, with_query

NAMES = st.sampled_from(["page", "per_page", "home", "q", "sort", "ä&="])
QUERIES = st.lists(st.tuples(NAMES, st.text(alphabet="aä1 &=%+<\"'", max_size=4)), max_size=6)


def query_of(pairs: list[tuple[str, str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query


@given(QUERIES, st.integers(min_value=1))
def test_other_values_take_the_place_of_those_that_there_were(pairs: list[tuple[str, str]], page: int) -> None:
    query = query_of(pairs)
    wanted = query.copy()
    wanted["page"] = str(page)
    wanted.pop("q", None)

    assert with_query(query, page=page, q=None) == f"?{wanted.urlencode()}"
    before, after = around_value(query, "page", without=("q",))
    assert f"{before}{page}{after}" == f"?{wanted.urlencode()}"


def test_without_any_value_there_is_no_question() -> None:
    assert with_query(QueryDict("page=2"), page=None) == ""
