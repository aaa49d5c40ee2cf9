"""Names that nobody knows: what articles in several languages and scripts have in common of them."""

from __future__ import annotations

from tests.timeline.factories import build, mention, story
from timeline.model import Article, Reading


def opening(article: str, lang: str, text: str) -> tuple[Article, Reading]:
    return story(
        article, "2025-03-04", mention("2025-06-01", "other", (), status="planned", text=text), lang=lang
    )


def test_a_name_without_capital_letters_is_told_by_its_sound() -> None:
    timeline = build(
        opening("en", "en", "The border crossing at Farap is to open on 1 June."),
        opening("ru", "ru", "Переход Фарап откроется 1 июня."),
        opening("zh", "zh", "法拉普口岸将于6月1日开放。"),
        opening("ar", "ar", "وينص الاتفاق على فتح معبر فاراب في الأول من يونيو."),
    )
    assert [event.articles for event in timeline.events] == [["ar", "en", "ru", "zh"]]


def test_scripts_without_capital_letters_alone_tell_no_name() -> None:
    timeline = build(
        opening("zh", "zh", "法拉普口岸将于6月1日开放。"),
        opening("ar", "ar", "وينص الاتفاق على فتح معبر فاراب في الأول من يونيو."),
    )
    assert len(timeline.events) == 2
