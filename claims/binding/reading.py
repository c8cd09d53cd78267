"""The words of an indicator: a phrase with the verb, part, whole and denominator that its figure adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claims.binding.areas import Found
from claims.binding.attachment import Attachment
from claims.binding.chains import Chain
from claims.binding.items import Row
from claims.binding.words import vocabulary, word_set
from claims.model import Kind, Phrase

__all__ = [
    "Reading",
    "bare_growth",
    "complete",
    "is_addition",
    "is_flow",
    "is_group",
    "is_index",
    "is_own_measure",
    "is_traded",
    "is_whole",
    "marked_share",
    "name_by_area",
    "part_of_told",
    "side_of_flow",
    "topic_of",
    "with_left_out",
    "with_suffix",
]

Wording = Callable[[Chain | None], Phrase | None]  # the phrase of a chain, its places left out


@dataclass(slots=True)
class Reading:
    """The indicator and area of one figure while its sentence is read."""

    phrase: Phrase | None = None
    topic: Phrase | None = None  # without the part, the verb and the share that this figure adds
    thing: Phrase | None = None  # what the next figure of the row shares: the topic without what was said of it
    area: Found | None = None
    area_inferred: bool = False
    indicator_inferred: bool = False
    noun: Phrase | None = None  # without its verb: "shops" of "shops opened"
    suffix: tuple[str, ...] = ()  # "share of electricity", shared along a list
    with_figure: int | None = None  # the item of the figure that this one goes with: "rose 2 percent to 390 million"
    against: bool = False  # what another figure is compared with
    beside: bool = False  # what another figure is set against: "compared with", and no earlier value of its own
    taken: bool = False  # a part of an amount told before, which stays the whole
    how: str = ""  # the rule that attached it
    unit: str = ""
    kind: Kind = Kind.OTHER


def complete(row: Row, at: int, reading: Reading, attachment: Attachment, wording: Wording, text: str) -> Phrase | None:
    """Add what restricts the indicator: a verb, a part, the whole of a share, "per 10,000 residents"."""
    phrase, quantity = reading.topic, row.items[at].quantity
    words = phrase.normal.split() if phrase is not None else []
    predicate = wording(attachment.predicate)
    added = (*attachment.added, *(predicate.normal.split() if predicate is not None else ()))
    if added and not _contains(words, added) and attachment.how not in (*_ITS_SHARE, *_THEIR_SHARE):
        inside = attachment.how == "counted noun of a verb"
        words = _before_preposition(words, added) if inside else [*words, *added]
    part = wording(attachment.part)
    if part is not None and attachment.part is not None:
        first = row.items[attachment.part.first]
        link = [first.lower] if first.kind == "prep" and first.lower != "of" else []
        if attachment.how == "those of" and not link and "of" in words[1:]:
            words, link = words[: words.index("of")], ["of"]  # "that of durable goods" after "output of food"
        if link and attachment.carry is not None and link[0] in words[1:]:
            words = words[: words.index(link[0])]  # "those from Spain" after "arrivals from France"
        if not link and attachment.how == "share of what was said":
            return _share_of_topic(part, phrase)  # "612,000 cars, 14 percent of them electric"
        others = part.normal.split()
        of_whom = words[:2] == ["share", "of"] and words[2:3] != [] and words[2] in _RESPONDENTS
        if of_whom and link in (["for"], ["among"], ["of"]) and others[-1] in _RESPONDENTS and words[2:3] != others:
            words, link, others = words[:2], [], [*others, *words[3:]]  # "For boys the figure was 41 percent"
        words = [*words, *link, *others]
        if attachment.how == "subject with its object":
            reading.suffix = tuple(part.normal.split())  # "farming 3 billion of value added, services 39 billion"
    whole = wording(attachment.share_of)
    if whole is None and attachment.how in _ITS_SHARE:
        whole = _as_written(row, attachment.share_of, text)
    ratio = quantity is not None and quantity.kind is Kind.RATIO and quantity.unit == "ratio"
    if attachment.share_of is not None and quantity is not None and (ratio or quantity.kind is Kind.SHARE):
        bare = len(words)
        words = _share_words(words, whole, attachment.how in ("part of a whole", *_ITS_SHARE))
        words += added if attachment.how in (*_ITS_SHARE, *_THEIR_SHARE) else ()
        if attachment.how == "share of":
            reading.suffix = tuple(words[bare:])
    if quantity is not None and quantity.per and quantity.kind is Kind.RATIO and quantity.unit.startswith("per "):
        words = words[: words.index("per")] if "per" in words else words
        words = words[: words.index("for")] if "for" in words[1:] and _per_each(quantity.per, words) else words
        words = words[:-1] if words[-1:] == quantity.per.split()[-1:] else words  # "each year"
        words = [*words, "per", *quantity.per.split()]
    if words and quantity is not None and quantity.kind in (Kind.LEVEL, Kind.RATIO) and "per" not in words:
        words = [*words, *_per_head(row, at)]
    if not words:
        return None
    base = phrase or whole or part
    start, end = (base.start, base.end) if base is not None else _place(row, at)
    return Phrase(start=start, end=end, text=text[start:end], normal=" ".join(words))


def _share_of_topic(part: Phrase, topic: Phrase | None) -> Phrase:
    whole = ("of", topic.normal) if topic is not None else ()
    return replace(part, normal=" ".join((part.normal, "share", *whole)))


def _per_each(per: str, words: Sequence[str]) -> bool:
    """Say whether a phrase tells its own denominator: "one officer for every 640 residents"."""
    return per.split()[-1] in words[words.index("for") :]


def _as_written(row: Row, chain: Chain | None, text: str) -> Phrase | None:
    """Return a whole that is a place or a firm in its own words: "34 percent of the firm"."""
    words = row.items[chain.first].words if chain is not None and not chain.empty else ()
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    return Phrase(start=start, end=end, text=text[start:end], normal=" ".join(word.lower for word in words))


def _per_head(row: Row, at: int) -> list[str]:
    """Return "per person" of "€720 per person": it is another indicator than the whole."""
    quantity = row.items[at].quantity
    if quantity is not None and quantity.per:
        head = quantity.per.split()[-1].rstrip("s")
        return ["per", head] if head in _HEADS else []
    items = row.items[at + 1 : at + 3]
    if len(items) < 2 or items[0].lower != "per" or not items[1].words:
        return []
    head = items[1].words[-1].lower
    return ["per", head] if head in _HEADS else []


_ITS_SHARE = ("part of its own", "share of a taker")
_THEIR_SHARE = ("share of theirs",)  # "Farmers lost 40 percent of their maize"
_HEADS = word_set("heads")
_RESPONDENTS = word_set("respondents")


def _place(row: Row, at: int) -> tuple[int, int]:
    """Return the span of the verb or noun before a figure, for an indicator made of a verb."""
    for index in range(at - 1, max(at - 12, -1), -1):
        if row.items[index].kind in ("verb", "np") and (row.items[index].words or row.items[index].kind == "verb"):
            return row.items[index].start, row.items[index].end
    after = next((i for i in row.items[at + 1 : at + 6] if i.kind in ("verb", "np")), row.items[at])
    return after.start, after.end


def topic_of(reading: Reading, attachment: Attachment, predicate: Phrase | None) -> Phrase | None:
    """Return what later figures share: the phrase with its verb, without its part, predicate or share."""
    topic = reading.topic or reading.phrase
    if attachment.how == "part of a whole" and reading.topic is None and topic is not None and predicate is not None:
        return replace(topic, normal=topic.normal.removesuffix(" " + predicate.normal))
    if topic is None or not attachment.added or _contains(topic.normal.split(), attachment.added):
        return topic
    inside = attachment.how == "counted noun of a verb"
    old = topic.normal.split()
    words = _before_preposition(old, attachment.added) if inside else [*old, *attachment.added]
    return replace(topic, normal=" ".join(words))


def is_group(phrase: Phrase, area: Found) -> bool:
    """Say whether the indicator is of a group of its own: "developing economies", "the other makers"."""
    words = phrase.normal.split()
    others = words[0] == "other" and area.kind == "organisation"
    return others or words[-1] in ("economies", "countries", "nations")


def _as_economy(phrase: Phrase | None) -> Phrase | None:
    """Return what a place of its own shares with a group: "advanced economies grew 2 percent and Japan 1 percent"."""
    if phrase is None or phrase.normal.split()[-1] not in vocabulary().economy:
        return phrase
    return replace(phrase, normal="economy")


def name_by_area(reading: Reading, bare: bool) -> None:
    """Name a figure by its place where nothing else says what it measures; `bare`: no phrase of its own does."""
    found = reading.area if not reading.area_inferred else None
    if found is None:
        return
    if bare:
        reading.phrase, reading.topic = _as_economy(reading.phrase), _as_economy(reading.topic)
    if reading.phrase is None:
        share = (reading.kind is Kind.SHARE and reading.unit == "percent") or reading.kind is Kind.PP_CHANGE
        normal = "share" if share else found.name.lower()
        reading.phrase = Phrase(start=found.start, end=found.end, text=found.text, normal=normal)


def is_addition(phrase: Phrase) -> bool:
    """Say whether an indicator is of what is new: "additions", "new capacity"."""
    words = phrase.normal.split()
    return words[0] in word_set("new") or "added" in words[1:] or not word_set("additions").isdisjoint(words)


def is_index(phrase: Phrase) -> bool:
    """Say whether the indicator is an index with a name of its own, which no place needs to tell."""
    return phrase.normal.split()[0] in word_set("indices")


def is_traded(phrase: Phrase | None) -> bool:
    """Say whether an indicator is a price on an exchange, whose place tells nothing of it."""
    return phrase is not None and phrase.normal.split()[0] in ("shares", "stock", "bonds")


def is_own_measure(phrase: Phrase | None) -> bool:
    """Say whether an indicator is a firm's own, and no place's: "operating profit"."""
    return phrase is not None and not word_set("own_measures").isdisjoint(phrase.normal.split())


def is_flow(phrase: Phrase) -> bool:
    """Say whether prices and volumes told next are of this indicator: "exports of tea"."""
    words = phrase.normal.split()
    return words[0] != "share" and not word_set("flows").isdisjoint(words)


def is_whole(phrase: Phrase) -> bool:
    """Say whether an indicator is a sum of what its parts took or brought in: "retail sales of food"."""
    return _head(phrase)[-1:] != [] and _head(phrase)[-1] in word_set("wholes")


def _head(phrase: Phrase) -> list[str]:
    words = phrase.normal.split()
    return words[: next((at for at, word in enumerate(words) if word in _LINKS), len(words))]


_LINKS = frozenset({"of", "in", "for", "from", "by", "to", "with", "at", "on", "per"})


def part_of_told(part: Phrase, whole: Phrase | None) -> Phrase | None:
    """Name a part of an amount told before: "restaurants" after "retail sales of goods" → restaurants' retail sales."""
    head = _head(whole) if whole is not None else []
    own = part.normal.split()
    if not head or head[-1] in own or not set(own).isdisjoint(_LINKS):
        return None
    return replace(part, normal=" ".join((*own, *head)))


def side_of_flow(side: Phrase, flow: Phrase | None) -> Phrase | None:
    """Name the prices or volumes of exports and imports told just before: "Exports rose. Prices went up"."""
    words = flow.normal.split() if flow is not None else []
    aspects, flows = word_set("aspects"), word_set("flows")
    if words and words[-1] in aspects:
        words = words[:-1]
    flowing = next((at for at, word in enumerate(words) if word in flows), None)
    if side.normal not in aspects or flowing is None:
        return None
    return replace(side, normal=" ".join((*words[: flowing + 1], side.normal)))


def bare_growth(row: Row, attachment: Attachment) -> Phrase | None:
    """Return the bare noun of a change that nothing else names: "global growth of 3 percent"."""
    chain = attachment.chain or (attachment.near[0] if attachment.near else None)
    words = row.items[chain.last].words if chain is not None and not chain.empty else ()
    if not words or words[-1].lower != "growth":
        return None
    return Phrase(start=words[-1].start, end=words[-1].end, text=words[-1].text, normal="growth")


def with_left_out(
    row: Row, at: int, reading: Reading, shared: Reading | None, last_share: Phrase | None
) -> Phrase | None:
    """Read "62 percent are vaccinated, 37 percent are not": the second repeats the first's words, denied."""
    told = shared.phrase if shared is not None else last_share
    topic = reading.topic
    if told is None or topic is None or reading.kind not in (Kind.SHARE, Kind.COUNT):
        return reading.phrase
    manner = _left_out(row, at)
    if manner is None:
        return reading.phrase
    head, found, said = told.normal.partition(topic.normal)
    said = said.strip().removeprefix("not ")
    if not found or not said:
        return reading.phrase
    words = (head.strip(), topic.normal, manner, said)
    return replace(told, normal=" ".join(word for word in words if word))


def _left_out(row: Row, at: int) -> str | None:
    """Return the adverbs of a clause that ends with its auxiliary: "not" of "37 percent are not"; None for another."""
    first = row.items[at + 1] if at + 1 < len(row.items) else None
    if first is None or first.lower not in _STANDS_FOR:
        return None
    manner = []
    for item in row.items[at + 2 : at + 6]:
        if item.kind in ("comma", "stop", "conj", "sub", "close") or item.text == ".":
            break
        if item.lower == "not" or (item.kind == "adv" and item.lower.endswith("ly")):
            manner.append(item.lower)
        elif item.lower != "been":
            return None
    return " ".join(manner)


_STANDS_FOR = frozenset("is are was were has have had do does did".split())


def with_suffix(
    reading: Reading, attachment: Attachment, previous: Reading | None, told: tuple[str, ...] = ()
) -> Phrase | None:
    """Read "solar supplied 9 percent of electricity, wind 14 percent": both are shares of the same.

    `told`: the whole of the last share, for "Wind supplied 14 percent" in the next sentence.
    """
    if attachment.how == "share by its subject" and reading.phrase is not None:
        suffix = previous.suffix if previous is not None and previous.suffix else told
        reading.suffix = suffix if suffix[:1] == ("share",) else ()
        return replace(reading.phrase, normal=" ".join((reading.phrase.normal, *reading.suffix)))
    if attachment.how != "phrase before a figure" or previous is None:
        return reading.phrase
    shares = reading.kind is Kind.SHARE and previous.kind is Kind.SHARE
    parts = reading.kind is Kind.LEVEL and "share" not in previous.suffix
    if reading.phrase is None or not previous.suffix or not (shares or parts):
        return reading.phrase
    reading.suffix = previous.suffix
    return replace(reading.phrase, normal=" ".join((reading.phrase.normal, *reading.suffix)))


def marked_share(reading: Reading, shared: Reading | None, told: bool) -> Phrase | None:
    """Keep "12,400, or 31 percent" apart: the second is a share of the first's indicator.

    `told`: a verb says which of them: "200,000 visitors, of whom 60 percent came from abroad".
    """
    phrase = reading.phrase
    if phrase is not None and reading.how == "share by a verb" and "share" not in phrase.normal.split():
        return replace(phrase, normal=f"{phrase.normal} share")
    if phrase is None or shared is None or reading.kind is not Kind.SHARE or shared.unit == "percent":
        return phrase
    if shared.kind not in (Kind.COUNT, Kind.LEVEL) or "share" in phrase.normal.split():
        return phrase
    if told and len(phrase.normal.split()) > 1:
        return replace(phrase, normal=f"share of {phrase.normal}")
    return replace(phrase, normal=f"{phrase.normal} share")


def _share_words(words: list[str], whole: Phrase | None, whole_first: bool) -> list[str]:
    base = whole.normal.split() if whole is not None else []
    if whole_first and (base or words):
        return ["share", "of", *base, *words]
    if base and base[0] not in vocabulary().pointing:
        return [*words, "share", "of", *base]
    return words if "share" in words else [*words, "share"]


def _before_preposition(words: list[str], added: Sequence[str]) -> list[str]:
    """Put a verb right after its noun: "people employed in design"."""
    classes = vocabulary().classes
    links = (i for i, word in enumerate(words) if i and classes.get(word) == "prep" and not (i == 1 and word == "of"))
    at = next(links, len(words))  # "bags of coffee exported"
    return [*words[:at], *added, *words[at:]]


def _contains(words: Sequence[str], added: Sequence[str]) -> bool:
    return bool(words) and set(added) <= set(words)
