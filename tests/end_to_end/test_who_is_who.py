"""``elshi names list|merge|split`` on a store, and names that the user writes by hand in ``names.toml``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.command import elshi

ARTICLES = [
    {
        "id": "en",
        "published": "2025-05-16",
        "lang": "en",
        "text": "Transport Minister Yerlan Kozhabayev met the envoy Helen Marlowe in Vienna on Thursday.",
    },
    {
        "id": "zh",
        "published": "2025-05-16",
        "lang": "zh",
        "text": "交通部长叶尔兰·科扎巴耶夫15日在维也纳会见了特使海伦·马洛。",
    },
    {
        "id": "ru",
        "published": "2025-05-17",
        "lang": "ru",
        "text": "Министр транспорта Ерлан Кожабаев в пятницу встретился в Вене с послом Еленой Марковой.",
    },
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    lines = "\n".join(json.dumps(article, ensure_ascii=False) for article in ARTICLES)
    assert elshi("add", "-", home=tmp_path, stdin=lines).code == 0
    return tmp_path


def actors(home: Path, *words: str) -> dict[str, dict[str, object]]:
    done = elshi("names", "list", *words, "--json", home=home)
    assert done.code == 0, done.err
    return {actor["id"]: actor for actor in json.loads(done.out)}


def names_of(home: Path, *words: str) -> list[list[str]]:
    return sorted(sorted(actor["names"].values()) for actor in actors(home, *words).values())  # type: ignore[attr-defined]


def test_all_who_are_named_are_listed_and_found_in_any_language(home: Path) -> None:
    plain = elshi("names", "list", home=home)
    assert "Yerlan Kozhabayev, Ерлан Кожабаев" in plain.out
    assert "Vienna" in plain.out
    [minister] = actors(home, "кожабаев").values()
    assert minister["possibly_same"]
    assert len(actors(home, "kozhabayev")) == 1
    assert elshi("names", "list", "--known", "putin", home=home).out.startswith("Q7747  person")


def test_two_names_become_one_person_until_it_is_taken_back(home: Path) -> None:
    before = actors(home)
    [minister] = actors(home, "kozhabayev").values()
    other = str(minister["possibly_same"][0])  # type: ignore[index]
    done = elshi("names", "merge", "Yerlan Kozhabayev", other, home=home)
    assert done.code == 0, done.err
    after = actors(home)
    assert names_of(home, "kozhabayev") == [["Yerlan Kozhabayev", "Ерлан Кожабаев", "叶尔兰·科扎巴耶夫"]]
    assert all(other not in str(actor["possibly_same"]) for actor in after.values())
    key = done.err.split("notes undo ")[1].split("'")[0]
    assert elshi("notes", "undo", key, home=home).code == 0
    assert actors(home) == before


def test_spellings_that_are_two_people_are_taken_apart(home: Path) -> None:
    assert elshi("names", "split", "Yerlan Kozhabayev", home=home).code == 0
    assert ["Yerlan Kozhabayev"] in names_of(home, "kozhabayev")
    assert ["Ерлан Кожабаев"] in names_of(home, "кожабаев")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("Nobody", "Yerlan Kozhabayev"), "nobody"),
        (("Yerlan Kozhabayev", "Yerlan Kozhabayev"), "too little"),
        (("e", "Yerlan Kozhabayev"), "may be"),
    ],
)
def test_who_is_not_told_is_asked_for(home: Path, told: tuple[str, str], said: str) -> None:
    done = elshi("names", "merge", *told, home=home)
    assert done.code == 1
    assert said in done.err
    assert "Traceback" not in done.err


def own_names(home: Path, text: str) -> None:
    folder = home / "config" / "elshi"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names.toml").write_text(text, encoding="utf-8")


def test_names_that_the_user_writes_are_known(home: Path) -> None:
    own_names(
        home,
        '[[name]]\nkind = "organisation"\n[name.names]\nen = ["Lighthouse Board"]\nru = ["Совет маяков"]\n\n'
        '[[name]]\nid = "Q7747"\nkind = "person"\n[name.names]\nen = ["the Judoka"]\n',
    )
    line = json.dumps(
        {"id": "a", "lang": "en", "published": "2025-05-16", "text": "The Lighthouse Board met on Monday."}
    )
    read = json.loads(elshi("extract", home=home, stdin=line).out)
    assert [actor["names"] for actor in read["actors"]] == [{"en": "Lighthouse Board", "ru": "Совет маяков"}]
    assert elshi("names", "list", "--known", "judoka", home=home).out == ""
    assert elshi("names", "list", "--known", "Q7747", home=home).code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[name]\n", "line 1"),
        ('[[name]]\nkind = "planet"\nnames.en = ["Mars"]\n', "kind"),
        ('[[name]]\nkind = "person"\nnick = "x"\nnames.en = ["Mars"]\n', "nick"),
        ('[[name]]\nkind = "person"\nnames.en = ["…"]\n', "number 1"),
    ],
)
def test_names_that_are_not_as_they_should_be_are_told(home: Path, text: str, said: str) -> None:
    own_names(home, text)
    done = elshi("names", "list", "--known", home=home)
    assert done.code == 1
    assert "names.toml" in done.err
    assert said in done.err
    assert "Traceback" not in done.err
