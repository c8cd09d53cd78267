"""Shares: "12,400, or 31 percent of the total", "32 of 50 (64 percent)", "12,400 of 40,000 voters, a turnout of 31%".

A share is attached to the *part* printed beside it, then to a *whole*: printed in the sentence ("of its 40,000
voters"), named by the noun after "percent of", told before, or merely nearby.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Quantity, Relation, Term
from claims.patterns import regex
from claims.relations import proportion
from claims.relations.kinship import indicator_of
from claims.relations.nearness import near
from claims.relations.own_shares import has_share_of_its_own
from claims.relations.scene import HUMAN, Scene, Slot, comparable, convertible, factor_to, same_noun
from claims.relations.share_beside import is_countable, is_share, part_beside, x_of_y

__all__ = ["propose", "share_relation"]

_PERCENT = Decimal("0.01")
_WORLD = frozenset({"global", "globe", "worldwide", "world's", "world’s"})
_PEOPLE = frozenset("people population populations inhabitants inhabitant residents resident citizens citizen".split())
_VERBS = r"(?:came?|comes|was|were|is|are|rose|fell|reached|stood|made|totall?ed)"
_FILL = rf"(?:\s+(?!and\b|or\b|which\b|whom\b|{_VERBS}\b)[\w'’&.-]+){{0,6}}\s*$"
_OF_WHOLE = regex(
    rf"^\s*(?!an?\s)(?:[\w'’-]+\s+){{0,2}}(?:of|out of)\b{_FILL}"  # not "a crowd of 11,400"
    rf"|(?:^|[.;,]\s+)(?:of|out of|among)\b{_FILL}|\bon (?:the|an?|its)\b{_FILL}|^\s*for an?\s+$"
)
_OF_AFTER = regex(r"^\s*(?:of|out of|among)\b")
_OF_NOUN = regex(r"^\s*(?:share )?of (?:the |all |its |their |total )?([^,.;:()]{3,60})")
_OF_TOTAL = regex(r"^\s*(?:of (?:the |all |its |their )?(?:\w+ )?(?:total|whole|all)\b|of all\b|market share|[).,;]|$)")
_MORE_THAN = regex(r"^,\s*(?:more|fewer|less|higher|lower)\b")  # "49 deaths, or 2.6 per cent, more than in 2022"
_OF_ALL = regex(r"^\s*of all (?:the |its |their )?[a-z]")
_OF_THE_TOTAL = regex(r"^\s*of (?:the |its |their )?(?:total|whole|entire|all)\b(?! \w+ \w+ed)")
# "1,929 of 10,496 colleges registered 100 percent": what stands between says that the share is of something else
_OF_ITS_OWN = regex(
    r"\b(?:the|their|its|whose)\s+(?:[\w-]+\s+){1,2}(?:is|are|was|were|stands? at|stood at|exceeds?|exceeded)\b"
    r"|\b(?:at|to|by|on|for|below|above|under|over)\s+$|\band\b|\b(?:expect|forecast|predict)\w*\b|\b(?:had|have|has|got|with|registered|recorded|reported|scored|achieved|posted)\s+$"
)
_OR_THEN = regex(r",\s*(?:or|about|around|nearly|some|that is|namely)\b[^,;]{0,20}$")
_THESE = regex(r"\bof (?:those|these|them|whom|which)\b")
_SHARED_OUT = frozenset({"count:vote", "count:ballot", "count:seat"})  # whose share needs no "of"
_OF_OWN = regex(r"^\W*(?:out of|of|among) (?:the|all|those|these)\b")  # "Of the rejected, 216 (30 percent)"
_OF_THOSE = regex(r"^[)\s]*of (?:(?:all )?(?:those|these|them|whom|which)|the people)\b")
_ELSEWHERE = regex(r"^\W*(?:elsewhere|(?:in|at|among|across) (?:the|its|their|an?)?\s?(?:other|second|next|whole)\b)")
_BARE_BESIDE = regex(r"(?:\(|,\s?)$")
_LEAVING = regex(r"\bleaving\b[^,;]*$")
_EACH = regex(r"\b(?:each|apiece)\b")
_WINDOW = 8
_SEEMS_TOTAL = 1000  # a bare smaller number may be anything: "a woman of 34"


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the readings of every share."""
    established: Slot | None = None  # the whole of the last share that was read for certain
    opened: Slot | None = None  # the part of that share
    opened_at: Slot | None = None  # that share
    for slots in scene.by_block.values():
        named: list[Slot] = []  # the wholes that the last share of the paragraph may name
        shares = [s for s in slots if is_share(s.q)]
        beside = {share.q.id: part_beside(scene, share) for share in shares}
        for share in shares:
            part = beside[share.q.id]
            listed = opened_at is not None and 0 <= share.sentence - opened_at.sentence <= 2
            readings = list(_readings(scene, slots, share, part))
            if part is not None and part.q.id in scene.summed and not _in_brackets(scene, share, part):
                readings = [replace(r, certainty=_at_most_likely(r.certainty)) for r in readings]
                readings.extend(_readings(scene, slots, share, scene.summed[part.q.id]))
            firm = next((r for r in readings if r.certainty is Certainty.CERTAIN), None)
            if firm is not None:
                whole_id = firm.roles["whole"][0].quantity.id
                established = next(s for s in scene.slots if s.q.id == whole_id)
                opened, opened_at = part, share
            elif (
                established is not None
                and part is not None
                and not _of_these(scene, share)
                and _goes_on(share, part, established, listed and _in_brackets(scene, share, part))
            ):
                reading = "share of the whole told before"
                elsewhere = share.sentence != established.sentence and _ELSEWHERE.match(
                    scene.sentence_text(share.sentence).lower()
                )
                outright = listed and not elsewhere and _in_brackets(scene, share, part)
                sure = Certainty.CERTAIN if outright else Certainty.LIKELY
                readings.append(share_relation(share, part, established, sure, 3, reading))
                if opened is not None and _could_hold(opened, part):
                    reading = "share of the part told before"
                    readings.append(share_relation(share, part, opened, Certainty.LIKELY, 4, reading))
            for n, whole in enumerate(named):
                if (
                    part is not None
                    and not _of_these(scene, share)
                    and _could_hold(whole, part)
                    and (part.q.value or 0) < (whole.q.value or 0)
                ):
                    reading = "share of the whole that the last one names"
                    readings.append(share_relation(share, part, whole, Certainty.LIKELY, 12 + n, reading))
            by_name = [r for r in readings if r.reading == "share of the whole it names"]
            if by_name:
                named = [s for s in scene.slots if any(s.q is r.roles["whole"][0].quantity for r in by_name)]
            yield from readings
        yield from proportion.propose(scene, [(s, p) for s in shares if (p := beside[s.q.id]) is not None])


def _at_most_likely(certainty: Certainty) -> Certainty:
    return Certainty.LIKELY if certainty is Certainty.CERTAIN else certainty


def _readings(scene: Scene, slots: list[Slot], share: Slot, beside: Slot | None) -> Iterator[Relation]:
    yield from _in_sentence(scene, share, beside)
    wider = [
        s
        for s in scene.slots[max(0, share.order - 3 * _WINDOW) : share.order + _WINDOW + 1]
        if is_countable(s) and abs(s.block - share.block) <= 3
    ]
    further = scene.slots[share.order + _WINDOW + 1 : share.order + 2 * _WINDOW + 1]
    named = [s for s in (*wider, *further) if s in wider or is_countable(s)]
    named = [s for s in named if abs(s.block - share.block) <= 3 and _named_alike(share, s)]
    of_other = _OF_NOUN.match(share.right) and not _THESE.match(share.right.lstrip())
    if beside is not None and (of_other or beside.q.unit in _SHARED_OUT):
        yield share_relation(share, beside, None, Certainty.LIKELY, 90, "part and its share")
    if beside is not None and not beside.marked_base and not _of_these(scene, share):
        yield from _told(share, beside, wider, named)
    parts = (
        [beside]
        if beside is not None
        else [s for s in slots if is_countable(s) and abs(s.order - share.order) <= _WINDOW]
    )
    for part in parts:
        if _EACH.search(part.right):
            continue  # "the three partners will each hold 33.3 percent"
        for whole in wider:
            if whole is part or comparable(part.q, whole.q) == 0 or not _fits_roughly(share.q, part.q, whole.q):
                continue
            if part.q.noun == "times" or not _of_one_grain(part, whole):
                continue
            odds = len(parts) * (len(named) if whole in named else 2 * len(wider))
            reading = "figures nearby in that proportion"
            yield share_relation(share, part, whole, Certainty.POSSIBLE, 20, reading, max(1, odds))


def _in_sentence(scene: Scene, share: Slot, beside: Slot | None) -> Iterator[Relation]:
    here = [
        s
        for s in scene.by_sentence[share.sentence]
        if is_countable(s) and s.clause == share.clause and abs(s.order - share.order) <= _WINDOW
    ]
    named = [s for s in here if _OF_WHOLE.search(s.left[-60:]) and s is not beside]
    if beside is None and any(_OF_ITS_OWN.search(scene.gap(s, share)) for s in here if s.order == share.order - 1):
        return
    wholes = [s for s in named if not _of_another(share, s) and not _held_by_another(scene, s, share, beside)]
    parts = [beside] if beside is not None else [s for s in here if s not in named and not s.marked_base]
    parts = [s for s in parts if not _LEAVING.search(s.left)]  # "91 percent of the 9,120 cars, leaving them 820 short"
    rank = 0
    for part in parts[:3]:
        for whole in sorted(wholes, key=lambda s: abs(s.order - share.order)):
            if whole is part or not convertible(part.q, whole.q) or not _of_one_grain(part, whole):
                continue
            alone = rank == 0 and len(named) == len(parts) == 1
            sure = alone and (beside is not None or _joined(scene, share, part, whole))
            bare = _BARE_BESIDE.search(scene.gap(whole, share)) is not None  # no "or": perhaps a share of the votes
            own = bare and x_of_y(scene, part, whole) and whole.order < share.order
            sure = sure and not (own and has_share_of_its_own(scene.gap(whole, share), whole, share))
            certainty = Certainty.CERTAIN if sure else Certainty.LIKELY if rank == 0 else Certainty.POSSIBLE
            yield share_relation(share, part, whole, certainty, rank, "part, whole and share in one sentence")
            rank += 1


def _of_one_grain(part: Slot, whole: Slot) -> bool:
    """Tell whether a part may be a count where its whole is one: 92.1 are none of 24 districts."""
    counted = whole.q.unit.startswith("count:") and not whole.q.places
    return not (counted and part.q.places and part.q.scale == 1)


def _of_another(share: Slot, whole: Slot) -> bool:
    """Tell whether a share names a whole of its own: "17 of 26 cantons, with 58 percent of the vote"."""
    named = _OF_NOUN.match(share.right)
    if _OF_THOSE.match(share.right):
        return True  # "61 of 88 branches voted yes, 72 percent of those present"
    if named is None or _OF_TOTAL.match(share.right):
        return False
    head = _stem(named[1].split()[0])
    told = f"{indicator_of(whole)} {whole.q.noun} {whole.left[-40:]} {whole.right[:40]}".lower()
    return not _named_alike(share, whole) and head not in {_stem(w) for w in told.split()}


def _held_by_another(scene: Scene, whole: Slot, share: Slot, beside: Slot | None) -> bool:
    """Tell whether a whole is that of another part: "make up 4,230, 18 percent, and hold 31 of the 240 posts"."""
    before = scene.slots[whole.order - 1] if whole.order else None
    if before is None or before in (share, beside) or not is_countable(before) or not x_of_y(scene, before, whole):
        return False
    if before.order > share.order:
        return True  # "home to 2 of the 8 million people, has 6,400 of the cases, or 38 percent"
    named = [s.q.unit.removeprefix("count:") for s in (beside, whole) if s is not None and ":" in s.q.unit]
    return len(named) > 1 and named[0] != named[1] and not HUMAN.issuperset(named)


def _joined(scene: Scene, share: Slot, part: Slot, whole: Slot) -> bool:
    """Tell whether the wording ties the three: "5 percent of the 640 seats, or 32 places", "32 of 50"."""
    if x_of_y(scene, part, whole):
        nearer = part if share.order < part.order else whole
        gap = scene.gap(share, nearer)
        return abs(nearer.order - share.order) == 1 and not _OF_ITS_OWN.search(gap)
    if not _OF_AFTER.match(share.right):
        return False
    return scene.tight(part, share) if part.order < share.order else _OR_THEN.search(scene.gap(whole, part)) is not None


def _of_others(whole: Slot, part: Slot) -> bool:
    """Tell whether a part counts a thing of its own, which the whole of another paragraph is no number of."""
    noun = part.q.unit.removeprefix("count:")
    if not part.q.unit.startswith("count:") or noun == "person" or whole.q.unit == part.q.unit:
        return False
    about = whole.binding.indicator.normal if whole.binding and whole.binding.indicator else ""
    return whole.block != part.block and noun not in f"{about} {whole.q.noun} {whole.left} {whole.right[:40]}".lower()


def _told(share: Slot, part: Slot, wider: list[Slot], named: list[Slot]) -> Iterator[Relation]:
    """Read a whole that the noun after "percent of" names, or the total told before."""
    fitting = sorted(
        (s for s in named if _could_hold(s, part)), key=lambda s: (s.order > share.order, abs(s.order - share.order))
    )
    for n, whole in enumerate(fitting[:3]):
        yield share_relation(share, part, whole, Certainty.LIKELY, 4 + n, "share of the whole it names")
    if not _OF_TOTAL.match(share.right) or _MORE_THAN.match(share.right):
        return
    earlier = [s for s in wider if s.order < part.order and share.block - s.block <= 2 and _could_hold(s, part)]
    now = [s for s in earlier if not s.marked_base]  # not last year's total
    for n, told in enumerate((now, earlier)):
        largest = max(told, key=lambda s: (s.q.value or Decimal(0), -s.order), default=None)
        if largest is not None and same_noun(largest.q, part.q) and (not n or largest.marked_base):
            alike = largest.q.unit == part.q.unit != "" or (largest.q.value or 0) >= _SEEMS_TOTAL
            alone = not n and alike and sum(same_noun(s.q, part.q) for s in now) == 1
            tags = frozenset({UNRIVALLED}) if alone and _OF_THE_TOTAL.match(share.right) else frozenset[str]()
            if len(now) > 1 and _of_others(largest, part):
                continue  # "mobile users, 7.59 million … Fibre reaches 3.4 million homes, 57% of the total"
            other = _OF_ALL.match(share.right) and not _named_alike(
                share, largest
            )  # "nearly a quarter of all spending"
            sure = Certainty.POSSIBLE if other else Certainty.LIKELY
            reading = "share of the total told before"
            yield share_relation(share, part, largest, sure, 8 + n, reading, tags=tags)


def _could_hold(whole: Slot, part: Slot) -> bool:
    return whole is not part and comparable(whole.q, part.q) > 0 and whole.q.kind is not Kind.ABSOLUTE_CHANGE


def _named_alike(share: Slot, whole: Slot) -> bool:
    """Tell whether "… percent of NOUN" names what the whole is a number of."""
    found = _OF_NOUN.match(share.right)
    if found is None:
        return False
    wanted = {_stem(w) for w in found[1].split() if len(w) > 3}
    indicator = whole.binding.indicator.normal if whole.binding and whole.binding.indicator else ""
    told = f"{indicator} {whole.q.noun} {whole.left[-40:]} {whole.right[:40]}".lower()
    return any(_stem(w) in wanted for w in told.split() if len(w) > 3)


def _stem(word: str) -> str:
    """Return a word without its plural; what is said of the whole world is one word."""
    bare = word.strip(",.")
    if bare in _PEOPLE:
        return "people"
    return "world" if bare in _WORLD else bare.rstrip("s")


def _of_these(scene: Scene, share: Slot) -> bool:
    """Tell whether a share is of the figure before it: "of those screened, 1,296, or 2 percent"."""
    start = scene.document.sentences[share.sentence].start
    said = scene.document.text[start : share.q.end + 30].lower()
    return _THESE.search(said) is not None or _OF_OWN.match(said) is not None


def _in_brackets(scene: Scene, share: Slot, part: Slot) -> bool:
    """Tell whether the share stands right after its part in brackets: "Hale followed with 50,100 (20.7%)"."""
    return part.order < share.order and scene.gap(part, share).strip() == "(" and share.right.startswith(")")


def _goes_on(share: Slot, part: Slot, whole: Slot, in_list: bool) -> bool:
    """Tell whether a list of parts with their shares goes on after the whole was named.

    In a list like "38.2 million (18.6%), then 31.5 billion (15.3%)" a part above the whole is a slip.
    """
    alike = comparable(part.q, whole.q) > 0 and abs(share.block - whole.block) <= 1 and whole.order < share.order
    return alike and (in_list or (part.q.value or 0) < (whole.q.value or 0)) and not share.marked_base


def _fits_roughly(share: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Run a cheap float test before the exact one: the stated share or its complement, give or take a power of ten."""
    if not share.value or not part.value or not whole.value:
        return False
    stated = float(share.value) / (100 if share.unit == "percent" else 1)
    actual = float(part.value) / float(whole.value)
    return near(stated, actual, 0.12 * stated) or abs(1 - stated - actual) < 0.01


def share_relation(
    share: Slot,
    part: Slot,
    whole: Slot | None,
    certainty: Certainty,
    rank: int,
    reading: str,
    trials: int = 1,
    tags: frozenset[str] = frozenset(),
) -> Relation:
    """Build ``part == share * whole``; a whole that is not printed is implied."""
    return Relation(
        kind="share_of",
        equation="part == share * whole",
        roles={
            "part": (Term(quantity=part.q, factor=factor_to(part.q, whole.q) if whole is not None else Decimal(1)),),
            "share": (Term(quantity=share.q, factor=_PERCENT if share.q.unit == "percent" else Decimal(1)),),
            **({"whole": (Term(quantity=whole.q),)} if whole is not None else {}),
        },
        certainty=certainty,
        reading=reading,
        group=f"share:{share.q.id}",
        rank=rank,
        trials=trials,
        tags=tags,
    )
