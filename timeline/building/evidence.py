"""Names of the sentences that prove events: what people keep hangs on them, so they outlive rereads, edits elsewhere and rebuilds."""

from __future__ import annotations

import hashlib

from timeline.building.kinds import Kind
from timeline.model import Evidence


def sentence_id(article: str, sentence: str) -> str:
    """The name of a sentence: twelve hex digits of a hash of its article's id and its text."""
    content = hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()
    return hashlib.sha256(f"{article}\0{content}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def evidence_id(evidence: Evidence) -> str:
    """The name of one piece of evidence."""
    return sentence_id(evidence.article, evidence.text)


def anchor(evidence: str, kind: Kind) -> str:
    """What a sentence tells, when it tells of several things."""
    return f"{evidence}:{kind}"
