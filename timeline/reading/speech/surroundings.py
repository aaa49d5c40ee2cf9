"""What stands around a place of the author's words: which words belong to a noun, whom it describes, whether it may be a subject."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from timeline.languages.schema.speech import Agreement
from timeline.names import registry
from timeline.names.keys import fold
from timeline.reading.document import Document, Word
from timeline.reading.mentions import Mention
from timeline.reading.speech.beside import Beside
from timeline.reading.speech.candidates import Candidate, Kind
from timeline.reading.speech.fragments import Fragment
from timeline.reading.speech.lexicon import Hit, Lexicon, Source, Term, Verb
from timeline.reading.titles import lexicon as titles_of

_MOST_MODIFIERS = 5
_APPOSITION_WORDS = 8
_SLOT_WORDS = 3
_STATEMENT_WORDS = 4
_TITLE_REACH = 4
_TITLE_WORDS = 4
_SETS_OFF = frozenset((",", "-", "–", "—", ")"))


class Surroundings(Beside):
    """What stands around a place of the author's words."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        mentions: Sequence[Mention],
        hits: Iterable[Hit],
        named: Iterable[Fragment] = (),
    ) -> None:
        super().__init__(document, mentions)
        self.lexicon = lexicon
        self._nations = frozenset(map(str.casefold, lexicon.speech.modifiers))
        self._impersonal = [[word] for word in lexicon.speech.impersonal]
        self._before = frozenset(
            word for phrase in document.pack.names.before_title for word in phrase.split()
        )
        self._fields = self.lexicon.complements - self.lexicon.determiners - self.lexicon.prepositions
        last = lexicon.speech.order == "SOV"
        self._named = {(fragment.end if last else fragment.start): fragment for fragment in named}
        """Where the noun of a name in marks stands -> the name: ``«Жас Алаш» газеті``, ``صحيفة «لو ريفاج»``."""
        self._verbs = {hit.start for hit in hits if isinstance(hit.tag, Verb)}

    def gender_of(self, mention: Mention) -> Agreement:
        """The gender that the titles beside a person's name tell."""
        titles = self.document.words_between(mention.outer_start, mention.start)
        before = self.word_before(mention.outer_start) if titles else None
        return self.lexicon.gender([before, *titles] if before else titles)

    def gender(self, hit: Hit) -> Agreement:
        """The gender that a noun and its determiner tell."""
        return self.lexicon.gender(self.document.words_between(self._modified_start(hit), hit.end))

    def is_subject(self, start: int, end: int) -> bool:
        """Whether no preposition stands before a phrase, no determiner of another case, and no postposition behind it."""
        before = self.word_before(start)
        first = next(iter(self.document.words_between(start, end)), None)
        for word in (before, first):
            if word is not None and word.folded in self.lexicon.speech.oblique_determiners:
                return False
        if before is not None and before.folded in self.lexicon.determiners:
            before = self.word_before(before.start)
        after = self.word_after(end)
        if before is not None and before.folded in self.lexicon.prepositions:
            opens_clause = before.folded in self.lexicon.conjunctions
            return opens_clause and after is not None and after.start in self._verbs
        return after is None or after.folded not in self.lexicon.postpositions

    def is_plain(self, mention: Mention) -> bool:
        """Whether a name may be a subject as far as its form tells: it has no ending, or one that may be part of it."""
        if mention.case != "?":
            return not mention.case
        return self.document.text[mention.start : mention.end].endswith(mention.name.split()[-1])

    def is_owner(self, start: int, end: int) -> bool:
        """Whether an acronym, which has no cases, only tells whose the noun before it is: ``глав МИД стран НАТО``."""
        if self.document.pack.morphology.strategy != "ending":
            return False
        before = self.word_before(start)
        if before is None or not self.document.text[start:end].isupper():
            return False
        title = titles_of(self.document.pack).words
        belongs = before.folded in self.lexicon.complements or fold(before.folded) in title
        return belongs and before.folded not in self.lexicon.prepositions

    def borne_by_another(self, mention: Mention) -> Candidate | None:
        """Whoever is told of by whose he is, where titles agree with their bearer: ``пресс-секретарь Токаева``."""
        if self.is_plain(mention) or self.document.pack.morphology.strategy != "ending":
            return None
        words = self.document.words_between(mention.outer_start, mention.start)
        nominals = self.lexicon.nominals
        head = next((word for word in words if word.folded in nominals), None)
        # "По словам главы МИД X": the body is whose he is, and what stands before it agrees with the name.
        if head is None or nominals[head.folded].kind == "organisation":
            return None
        term, start = self.lexicon.nominals[head.folded], words[0].start
        return Candidate(
            start=start,
            end=mention.end,
            outer_start=start,
            outer_end=mention.end,
            kind=term.kind,
            agreement=term.agreement,
            subject=self.is_subject(start, mention.end),
            words=tuple(word.folded for word in words if word.start <= head.start),
            label=" ".join(self.document.text[start : mention.end].split()),
            owners=(mention.actor,),
        )

    def tells_where(self, mention: Mention) -> bool:
        """Whether a state or a place is set off on both sides, and only says where another one is: ``in Davos, Switzerland, said``."""
        if mention.kind not in ("state", "place") or not self.lexicon.auxiliaries:
            return False
        before = self.document.text[max(0, mention.start - 3) : mention.start].rstrip()
        behind = self.document.text[mention.end : mention.end + 3].lstrip()
        return before.endswith(",") and behind[:1] in _SETS_OFF

    def candidate(self, hit: Hit, term: Term) -> tuple[Candidate | None, Mention | None]:
        """The candidate of a pronoun or noun; or the person whom the noun only describes."""
        if self.inside_mention(hit):
            return None, None
        if term.kind == "pronoun" and (self._determines(hit) or self._contrasts(hit)):
            return None, None
        if term.kind == "pronoun":
            subject = not term.oblique and self.is_subject(hit.start, hit.end)
            span = (hit.start, hit.end, hit.start, hit.end)
            return Candidate(*span, "pronoun", agreement=term.agreement, subject=subject), None
        if term.kind == "person" and self._only_describes(hit):
            return None, None
        start = self._modified_start(hit)
        bearer = self._bearer(start, hit, term)
        return (None, bearer) if bearer else (self._nominal(start, hit, term), None)

    def _only_describes(self, hit: Hit) -> bool:
        """Whether a noun for somebody describes the noun beside it: ``le ministère lituanien``, ``Norveçli bakan``."""
        before, after = self.word_before(hit.start), self.word_after(hit.end)
        if self.lexicon.speech.order == "SOV" and after is not None and after.start not in self._verbs:
            return any(word.folded in self._nations for word in self._words(hit))
        if before is None or not self.lexicon.speech.determined_nouns or before.text[0].isupper():
            return False
        lexicon = self.lexicon
        leads = (
            lexicon.determiners,
            lexicon.prepositions,
            lexicon.joiners,
            lexicon.auxiliaries,
            self._before,
        )
        return before.start not in self._verbs and not any(before.folded in words for words in leads)

    def _relates(self, hit: Hit) -> bool:
        """Whether a pronoun that may be an article stands inside a sentence, where it begins a clause about a noun: ``…, der sagte``."""
        words = self._words(hit)
        return bool(words) and words[0].text[0].islower() and words[0].folded in self.lexicon.speech.genders

    def _words(self, hit: Hit) -> Sequence[Word]:
        return self.document.words_between(hit.start, hit.end)

    def _contrasts(self, hit: Hit) -> bool:
        """Whether a pronoun between commas only takes up the subject before it: ``L’opposition, elle, dénonce``."""
        text = self.document.text
        return text[hit.end : hit.end + 1] == "," and text[max(0, hit.start - 2) : hit.start].rstrip() == ","

    def _determines(self, hit: Hit) -> bool:
        """Whether a pronoun is the determiner of the noun behind it: ``este martes``."""
        after = self.word_after(hit.end)
        if self.document.pack.names.noun_capitals and self._relates(hit):
            return True
        determiner = any(word.folded in self.lexicon.determiners for word in self._words(hit))
        return (
            determiner
            and after is not None
            and after.start not in self._verbs
            and after.folded not in self.lexicon.auxiliaries
        )

    def in_slot(self, hit: Hit, source: Source) -> Candidate | None:
        """The noun in the slot of a source phrase, in a case that no subject is in: ``по словам министра``, ``министрдің айтуынша``."""
        words = self.document.words
        if source.right:
            last = bisect_right(words, hit.start - 1, key=_start) - 1
            slot = [word for word in words[max(0, last) : last + 1] if self.word_before(hit.start) == word]
        else:
            first = bisect_right(words, hit.end - 1, key=_start)
            slot = list(words[first : first + _SLOT_WORDS])
        for number, word in enumerate(slot):
            if number and not self.document.text[slot[number - 1].end : word.start].isspace():
                return None
            noun = Hit(word.start, word.end, hit.tag)
            term = self._oblique(word)
            if term and not self.inside_mention(noun) and not self._bearer(noun.start, noun, term):
                return self.in_plain_case(self._nominal(self._modified_start(noun), noun, term), word)
        return None

    def in_plain_case(self, nominal: Candidate, noun: Word) -> Candidate:
        """A noun phrase under its dictionary form, where only its last word tells the case: ``министрдің айтуынша``."""
        if self.document.pack.morphology.strategy == "ending" or nominal.end != noun.end:
            return nominal
        plain = next(self.lexicon.oblique(noun.folded), noun.folded)
        return nominal._replace(label=nominal.label.removesuffix(noun.text) + noun.text[: len(plain)])

    def whose(self, hit: Hit) -> Candidate | None:
        """The noun for whose a statement is, right before it or before a few words that describe it: ``министрліктің мәлімдемесінде``."""
        end = hit.start
        for _ in range(_STATEMENT_WORDS):
            word = self.word_before(end)
            if word is None:
                return None
            noun = Hit(word.start, word.end, hit.tag)
            if (term := self._oblique(word)) and not self.inside_mention(noun):
                nominal = self._nominal(self._modified_start(noun), noun, term)
                return self.in_plain_case(nominal._replace(subject=False), word)
            end = word.start
        return None

    def _oblique(self, word: Word) -> Term | None:
        return next((self.lexicon.nominals[form] for form in self.lexicon.oblique(word.folded)), None)

    def _bearer(self, start: int, hit: Hit, term: Term) -> Mention | None:
        """The person in apposition to a noun: ``the negotiator, Begench Atayev``, ``Атаев, дипломат``."""
        if term.kind != "person":
            return None
        end = self._complemented_end(hit)
        options = (
            self.mention_after(hit.end),
            self.mention_after(hit.end, apposed=True),
            self.mention_after(end),
            self.mention_after(end, apposed=True),
            self.mention_before(start, apposed=True),
        )
        return next((it for it in options if it and it.kind == "person" and self.is_plain(it)), None)

    def begins(self, hit: Hit) -> int:
        """Where the determiner and the adjectives of a noun begin."""
        return self._modified_start(hit)

    def apposition(self, hit: Hit, bearer: Mention) -> set[str]:
        """The words of a noun phrase that describes its bearer."""
        end = bearer.outer_start if bearer.start > hit.start else hit.end + 80
        described: list[Word] = []
        for word in self.document.words_between(self._modified_start(hit), end)[:_APPOSITION_WORDS]:
            if described and not self.document.text[described[-1].end : word.start].isspace():
                break
            described.append(word)
        return {word.folded for word in described}

    def _nominal(self, start: int, hit: Hit, term: Term) -> Candidate:
        paper = self._paper(start, hit, term)
        if paper:
            return paper
        end = self._complemented_end(hit)
        person = self._person_behind(hit, term)
        words = self.document.words_between(start, end)
        end = person.outer_end if person else end
        folded = [word.folded for word in words]
        determiner = folded[0] in self.lexicon.determiners if folded else False
        gender = self.gender(hit) if term.kind in ("person", "organisation") else "any"
        article = self.lexicon.speech.genders.get(folded[0]) if determiner else None
        plain = "any" in (gender, article or "any") or article == gender
        if (name := self._name_in_marks(start, end)) and term.kind in ("unnamed", "organisation"):
            span = (name.inner_start, name.inner_end)
            return self._outlet(span, min(name.start, start), max(name.end, end), term.kind)
        return Candidate(
            start=start,
            end=end,
            outer_start=start,
            outer_end=end,
            kind=term.kind,
            agreement=gender if term.agreement == "any" else term.agreement,
            subject=plain and self.is_subject(start, end) and not self.is_owner(hit.start, hit.end),
            definite=not (determiner and folded[0] in self.lexicon.indefinite),
            words=tuple(self._content(folded[1:] if determiner else folded)),
            label="" if folded[-1:] in self._impersonal else self._label(start, end, words[0]),
            owners=(*((person.actor,) if person else ()), *self._owners(start, end, term)),
        )

    def _name_in_marks(self, start: int, end: int) -> Fragment | None:
        """The name in marks that a noun stands beside."""
        text = self.document.text
        at = start if self.lexicon.speech.order == "SOV" else end
        step = -1 if at == start else 1
        for position in (at, at + step):
            if position in self._named and not text[min(at, position) : max(at, position)].strip(" \xa0"):
                return self._named[position]
        return None

    def _outlet(self, name: tuple[int, int], start: int, end: int, kind: Kind) -> Candidate:
        """A paper, an agency or a company under its name, which is nobody else whom the text tells of."""
        first, last = name
        known = self.mention_after(first)
        known = known if known and known.kind == "organisation" and known.end == last else None
        return Candidate(
            start=first,
            end=last,
            outer_start=start,
            outer_end=end,
            kind="name" if known else kind,
            actors=(known.actor,) if known else (),
            actor_kind="organisation",
            subject=self.is_subject(start, end),
            definite=False,
            label=" ".join(self.document.text[first:last].split()),
        )

    def _label(self, start: int, end: int, first: Word) -> str:
        """The words of a phrase; its noun as a subject has it where it comes first in another case: ``в посольстве Ирана``."""
        label = " ".join(self.document.text[start:end].split())
        nominals = self.lexicon.nominals
        if self.document.pack.morphology.strategy != "ending" or first.folded in nominals:
            return label
        plain = next(iter(self.lexicon.oblique(first.folded)), None)
        if plain is None:
            return label
        if first.text[:2].isupper():
            plain = plain.upper()
        elif first.text[0].isupper():
            plain = plain[0].upper() + plain[1:]
        return plain + label[len(first.text) :]

    def _paper(self, start: int, hit: Hit, term: Term) -> Candidate | None:
        """The paper or agency that a noun names in capital letters, or in marks further on: ``газета Le Matin``, ``an editorial in the daily “Fjord”``."""
        papers = tuple(self.lexicon.speech.papers)
        if not papers or term.kind == "person" or not self._words(hit)[-1].folded.startswith(papers):
            return None
        name = self._title_behind(hit.end, papers)
        return self._outlet(name[:2], start, name[2], term.kind) if name else None

    def _title_behind(self, position: int, papers: tuple[str, ...]) -> tuple[int, int, int] | None:
        """Start, end and outer end of a name in marks, or of a run of capital words, behind a noun, with such nouns and small words between."""
        for _ in range(_TITLE_REACH):
            if marked := self._named.get(position) or self._named.get(position + 1):
                return marked.inner_start, marked.inner_end, marked.end
            word = self.word_after(position)
            if word is None:
                return None
            if word.text[0].isupper():
                end = self._capitals_end(word)
                following = self.word_after(end)
                # A longer run is a heading, which writes every word so.
                return None if following and following.text[0].isupper() else (word.start, end, end)
            small = (self.lexicon.determiners, self.lexicon.prepositions)
            if not (word.folded.startswith(papers) or any(word.folded in group for group in small)):
                return None
            position = word.end
        return None

    def _capitals_end(self, word: Word) -> int:
        end = word.end
        for _ in range(_TITLE_WORDS):
            following = self.word_after(end)
            if following is None or not following.text[0].isupper():
                break
            end = following.end
        return end

    def _person_behind(self, hit: Hit, term: Term) -> Mention | None:
        """Whose somebody is, by the case of the name behind: ``пресс-секретарь президента Владимира Путина``."""
        if term.kind != "person" or self.document.pack.morphology.strategy != "ending":
            return None
        owner = self.mention_after(hit.end)
        return owner if owner and owner.kind == "person" and not self.is_plain(owner) else None

    def _content(self, words: Sequence[str]) -> Iterator[str]:
        """The words that tell something, where an article is a word: ``jefe diplomacia`` of ``jefe de la diplomacia``."""
        small = self.lexicon.prepositions | self.lexicon.determiners
        keep = not self.lexicon.speech.genders
        return (word for word in words if keep or word not in small)

    def _owners(self, start: int, end: int, term: Term) -> Iterator[str]:
        """The institutions that a phrase names; the states too where it stands for one of their bodies; whom it belongs to."""
        first = bisect_right(self._starts, start - 1)
        for mention in self.mentions[first : first + _MOST_MODIFIERS]:
            if mention.start < end and (mention.kind == "organisation" or term.kind == "organisation"):
                yield mention.actor

    def _complemented_end(self, hit: Hit) -> int:
        """Where the name of an institution that a noun belongs to ends: ``представитель Кремля``."""
        if self.lexicon.speech.order == "SOV":
            return hit.end
        end = self._described_end(hit)
        reached = self._institution_end(end)
        return reached if reached > end else self._complements_end(end)

    def _complements_end(self, end: int) -> int:
        """Where the words end that tell what a noun is of, whoever's it is: ``глава делегации``, ``ministry of defense``."""
        lexicon, position = self.lexicon, end
        for _ in range(_MOST_MODIFIERS):
            word = self.word_after(position)
            if word is None or word.folded not in lexicon.complements or word.text[0].isupper():
                return end
            position = word.end
            if not (
                word.folded in lexicon.prepositions
                or word.folded in lexicon.determiners
                or word.folded in lexicon.joiners
            ):
                end = position
        return end

    def _institution_end(self, end: int) -> int:
        """Where the state or institution ends that a noun belongs to."""
        position = end
        for _ in range(_MOST_MODIFIERS):
            complement = self.mention_after(position)
            if complement:
                body = complement.kind in ("state", "organisation")
                return (
                    complement.outer_end if body or (position == end and complement.kind == "place") else end
                )
            word = self.word_after(position)
            if word is None:
                return end
            if self._names_body(word, position > end):
                return self._adjectives_end(word.end)
            if word.folded not in self.lexicon.complements:
                return end
            position = word.end
            if self.lexicon.speech.determined_nouns and word.folded in self._fields:
                end = self._adjectives_end(word.end)
                position = max(position, end)
        return end

    def _names_body(self, word: Word, complemented: bool) -> bool:
        """Whether a word is the noun of the body that somebody belongs to: ``le porte-parole de l’armée``."""
        term = self.lexicon.nominals.get(word.folded)
        return (
            complemented
            and self.lexicon.speech.determined_nouns
            and term is not None
            and term.kind == "organisation"
        )

    def _described_end(self, hit: Hit) -> int:
        """Where the adjectives behind a noun end; they have the article if it has: ``الرئيس الأوكراني``."""
        speech, end = self.lexicon.speech, hit.end
        if speech.determined_nouns:
            return self._adjectives_end(hit.end)
        article = speech.adjective_beginning
        words = self.document.words_between(hit.start, hit.end)
        definite = any(word.folded.startswith(article) for word in words)
        for _ in range(_MOST_MODIFIERS if speech.adjective_endings else 0):
            word = self.word_after(end)
            if word is None or word.folded in self.lexicon.prepositions:
                return end
            if not (
                word.folded.startswith(article) == definite
                and word.folded.endswith(tuple(speech.adjective_endings))
            ):
                return end
            end = word.end
        return end

    def _adjectives_end(self, end: int) -> int:
        """Where the adjectives of a nation, and those that the pack tells, end behind a noun: ``le ministère danois``."""
        index = registry().index(self.document.pack.meta.code)
        for _ in range(_MOST_MODIFIERS):
            word = self.word_after(end)
            if word is None or word.text[0].isupper() or word.start in self._verbs:
                return end
            if word.folded not in self.lexicon.modifiers and not index.is_adjective(fold(word.folded)):
                return end
            end = word.end
        return end

    def _modified_start(self, hit: Hit) -> int:
        """Where the determiner and the adjectives before a noun begin."""
        if not self.document.pack.meta.spaces:
            return self._compound_start(hit)
        start, seen = hit.start, hit.start
        for _ in range(_MOST_MODIFIERS):
            seen = self._past_dotted(seen)
            word = self.word_before(seen)
            if word is None or not self._modifies(word):
                return self._owned_start(hit) if start == hit.start else start
            seen = self._named_start(word)
            owner = self._owner(word)
            if not self.lexicon.speech.determiners or word.folded in self.lexicon.determiners:
                start = seen
            if owner or word.folded in self.lexicon.determiners:
                return owner.outer_start if owner else start
        return start

    def _owned_start(self, hit: Hit) -> int:
        """Where the word begins whose a noun is by its ending: ``Meclis Başkanı``, ``Güvenlik kaynakları``."""
        owner = self.word_before(hit.start)
        if owner is None or not owner.text.isalpha() or owner.start in self._verbs or not self._is_owned(hit):
            return hit.start
        for _ in range(_MOST_MODIFIERS if owner.text[0].isupper() else 0):
            before = self.word_before(owner.start)
            if before is None or not before.text[0].isupper():
                break
            owner = before
        return owner.start

    def _is_owned(self, hit: Hit) -> bool:
        words = self._words(hit)
        if len(words) != 1:
            return False
        forms = (words[-1].folded, *self.lexicon.oblique(words[-1].folded))
        return any(
            form.endswith(ending) and form.removesuffix(ending) + bare in self.lexicon.nominals
            for form in forms
            for ending, bare in self.lexicon.speech.possessed.items()
        )

    def _named_start(self, word: Word) -> int:
        """Where a word begins, or the name of several words before a noun that it ends: ``Ақ үй өкілі``."""
        mention = None if self.lexicon.speech.determiners else self.mention_before(word.end)
        return mention.outer_start if mention and mention.kind != "person" else word.start

    def _past_dotted(self, position: int) -> int:
        """Where a name with full stops begins that ends at a position: ``a U.S. official``."""
        mention = self.mention_before(position)
        dotted = mention and mention.kind != "person" and self.document.text[mention.end - 1] == "."
        return mention.outer_start if mention and dotted else position

    def _compound_start(self, hit: Hit) -> int:
        """Where the words begin that are written together with a noun and describe it: ``以色列总理办公室``."""
        start = hit.start
        for _ in range(_MOST_MODIFIERS):
            word = self.word_before(start)
            if word is None or word.folded not in self.lexicon.modifiers | self.lexicon.determiners:
                break
            start = word.start
        owner = self.mention_before(start)
        return owner.outer_start if owner and owner.kind != "person" else start

    def _owner(self, word: Word) -> Mention | None:
        """The name in the possessive that a word ends: ``Ukraine's foreign minister``."""
        owner = self.mention_before(word.end)
        return owner if owner and owner.case == "genitive" else None

    def _modifies(self, word: Word) -> bool:
        lexicon = self.lexicon
        if lexicon.speech.determiners:
            tags = (tag for rest, tag in lexicon.phrases.get(word.folded, ()) if not rest)
            article = word.folded in lexicon.determiners
            ends = any(not isinstance(tag, Term) or (tag.kind == "pronoun" and not article) for tag in tags)
            return not ends and word.folded not in lexicon.prepositions
        if word.folded in lexicon.modifiers or word.folded in lexicon.indefinite:
            return True
        if lexicon.speech.order == "SOV" and word.folded in self._before | lexicon.complements:
            return word.folded not in lexicon.nominals
        if registry().index(self.document.pack.meta.code).is_adjective(fold(word.folded)):
            return True
        mention = self.mention_before(word.end)
        whole_mention = mention is not None and mention.start <= word.start and mention.kind != "person"
        return whole_mention or word.folded.endswith(lexicon.modifier_endings)


def _start(word: Word) -> int:
    return word.start
