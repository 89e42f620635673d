"""The list of articles."""

from django.utils import timezone
from django.utils.safestring import SafeString

from knowledge.models import Article
from ui import cells
from ui.tables import BaseTable, Column

STATE_LOOK = {
    Article.State.DRAFT: ("neutral", "draft"),
    Article.State.PUBLISHED: ("success", "check_circle"),
    Article.State.RETIRED: ("neutral", "archive"),
}


def state_badge(article: Article) -> SafeString:
    """Where an article stands, as symbol and word."""
    kind, symbol = STATE_LOOK[Article.State(article.state)]
    return cells.badge(kind, symbol, article.get_state_display())


class ArticleTable(BaseTable):
    """Articles with topic, readers, state, next review, and how often they helped."""

    title = Column("Artikel", is_title=True, german=True, page="knowledge:article", look="ku-col-text")
    topic = Column("Thema", accessor="topic__name", german=True)
    audience = Column("Für wen", look="ku-col-text")
    state = Column("Stand")
    review_on = Column("Nächste Prüfung")
    yes_count = Column("Hat geholfen", look="ku-col-figure")
    no_count = Column("Nicht geholfen", look="ku-col-figure")

    class Meta(BaseTable.Meta):
        model = Article
        fields = ()

    def render_state(self, record: Article) -> SafeString:
        return state_badge(record)

    def render_review_on(self, record: Article) -> SafeString | str:
        if not record.is_published:
            return ""
        is_due = record.is_due(timezone.localdate())
        return (
            cells.badge("warning", "event", f"{record.review_on:%d.%m.%Y}") if is_due else cells.day(record.review_on)
        )

    def render_yes_count(self, value: int) -> str:
        return cells.number(value)

    def render_no_count(self, value: int) -> str:
        return cells.number(value)
