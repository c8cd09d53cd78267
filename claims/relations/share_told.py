"""Shares of what was just told: "… of whom 369 had it. That is 15 percent", "36 fell silent, leaving 75 percent".

The wording says that the share was worked out ("that is", "in other words", "thus"), or prints it beside its part, and
the sentence or the one before has only one whole that it can be of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.mended import fits_when_mended
from claims.relations.scene import Scene, Slot, comparable, same_noun
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share, part_beside
from claims.relations.told_wording import ABOUT, IS, SINCE, THUS, phrases
from claims.relations.wording import CHANGE_WORDS

__all__ = ["names_whole", "propose"]

_LEXICON = load("derived")
_ASKED = "|".join(_LEXICON["shares"]["asked"].split())
_RATES = "|".join(_LEXICON["shares"]["rates"].split())
_SAME = tuple(
    frozenset(w.rstrip("s") for w in line.split()) for line in _LEXICON["shares"]["same"].strip().splitlines()
)
_RATE_OF = rf"(?:an?\s+(?:[\w'’-]+\s+){{0,3}}?(?:{_RATES}|share|proportion)\s+of\s+)?"
_CALLED = regex(rf"\ban?\s+(?:[\w'’-]+\s+){{0,3}}?(?:{_RATES})\s+of\s+{ABOUT}$")
_THAT_IS = (
    rf"(?:that|this|it|which)(?:['’]s|\s+(?:{IS})(?:\s+(?:for|at|to))?)\s+"
    r"(?:(?:equivalent to|equal to|still|only)\s+)?"
)
_CONCLUDES = regex(
    rf"^\W*(?:and\s+)?(?:{_THAT_IS}{_RATE_OF}{ABOUT}$"
    rf"|(?:{phrases('wording', 'sums_up')})(?!\w),?\s+(?:that\s+)?[^\d.;:]{{0,40}}$"
    rf"|[^\d.;:]{{0,60}}\b(?:{THUS})\b[^\d.;:,]{{0,30}}$"
    rf"|(?:{THUS}|so)\b[^\d.;:]{{0,40}}$"
    r"|(?P<plain>(?:the\s+|its\s+|their\s+)?(?:turnout|occupancy)(?:\s+rate)?\s+"
    rf"(?:is|was|stood at|came (?:in at|to)|worked out at|reached|amounted to)\s+{ABOUT}$))"
)
_MEANING = regex(
    rf",\s*(?:meaning|which means|so)\s+(?:that\s+)?{ABOUT}$"
    rf"|,\s*(?:or|leaving|making|making for|giving|for|with|equal to|which (?:gives|gave|makes|made|means))\s+"
    rf"{_RATE_OF}{ABOUT}$"
)
_WHICH_IS = regex(
    rf",\s*(?:(?:or|that is|i\.e\.|which (?:is|was|makes|means|gives)(?: for)?)\s+)?{_RATE_OF}{ABOUT}(?:precisely\s+)?$"
)
_MORE = regex(rf"^\s*(?:points?\b|(?:[\w-]+\s+)?(?:{phrases('wording', 'more')})\b)")
_OF = regex(r"^[)\s]*(?:[\w-]+\s+)?(?:of|among|in)\s+(?P<what>[^.,;:()]{2,60})")
_TOTAL = regex(
    r"^(?:(?:the|all|its|their|his|her|this year['’]s|last year['’]s)\s+)*"
    r"(?:total|whole|lot|them|all|overall (?:figure|number|total)|sample|"
    rf"(?:those|these)(?:\s+(?:{_ASKED})|(?=[\s]*$)))(?:\W|$)"
)
_OTHERS = regex(rf"(?<!\w)(?:{phrases('wording', 'others')})\b|n['’]t\b")
_PART_OF_OTHER = regex(
    r"^\s*(?:[\w'’-]+\s+)?(?:of|among|in|from) (?:(?:the|these|those|its|their|his|her)\s+)?"
    r"(?!(?:them|whom|which)\b|(?:that|this|it),?\s(?:or|which)\b)"
    r"(?P<what>[\w'’-]+)"
)
_BARE_COMMA = regex(r"^[^,]*,\s*(?:about|around|some|nearly|almost|just)?\s*$")
_COUNTING = regex(r"^(?:those|these|the|all)\s")
_RESTRICTED = regex(r"\b(?:who|that|which|whose|(?:it|they|he|she|we) (?:had|has|have|once)|in (?:19|20)\d\d)\b")
_SOME_OF = regex(r"\b(?:of|among) (?:the|those|these|its|their|all) [\w'’-]+ (?:who|that|which|whose|in|from|with)\b")
_OF_THEM = regex(r"^(?:all (?:of )?)?(?:them|those|these|whom|which)\b")
_OF_REST = regex(r"\b(?:of|among)\s(?P<all>all\s)?(?:the|those|these|its|their)\s(?P<what>[^,;:]*)[,;:]?\s*$")
_ROOMS = regex(r":(?:room|bed|seat|place|cell|flat|berth)\b")
_MEMBERS = regex(r":(?:member|voter|elector|shareholder|employee|resident|student|worker|person|inhabitant)\b")
_OF_MEASURE = regex(r"^\W*(?:out )?of (?:the |its |their |some |a total of )*$")
_LEAVES = regex(r"\bleaving\b[^,;]*$")
_FURTHER = regex(
    r"^[^.;:()]{0,60},\s*(?:or|which (?:is|was|makes|amounts to|represents|equals)|equal to|equivalent to)\s+"
    rf"{ABOUT}$"
)
_SINCE = regex(rf"^\W*(?:{SINCE})\b")
_OF_OUR_OWN = regex(r"^\s*of (?:them|those|these|whom|which)\b")
_MARGIN = regex(rf"\bmargins?\s+of\s+{ABOUT}$")
_ALL = 100  # percent
_AGAINST_IT = regex(r"(?:\s+votes?)?\s*(?:to|-|–)\s*")
_EMPTY = frozenset({"the", "all", "thi", "it", "their", "hi", "her", "those", "these", "that", "our", "year", "last"})
_APART = regex(r"[,.;:]")  # not "143 of the 175 nurses", "may add $25 to a $200 handset"
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})
_STRONG = ("part of a stated whole", "so many out of so many", "part of what the last sentence named")


def propose(scene: Scene, simple: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the shares that conclude what was just told; `simple` holds the parts whose whole is known."""
    slots = {s.q.id: s for s in scene.slots}
    tied = {
        slots[r.roles["part"][0].quantity.id]: slots[r.roles["whole"][0].quantity.id]
        for r in reversed(simple)
        if r.reading in _STRONG and not r.rank and len(r.roles["part"]) == 1
        if not _of_either(scene, r, slots)
    }
    yield from _told_first(scene, tied)
    for share in scene.slots:
        if is_share(share.q) and not share.in_table and not share.marked_base and not _MORE.match(share.right):
            for relation in _concluded(scene, share, tied):
                part, whole = (slots[relation.roles[role][0].quantity.id] for role in ("part", "whole"))
                if not of_pair(scene, whole) or scene.slots[whole.order - 1] is part:
                    yield relation  # else "231 boats landed 6,240 tonnes of the 6,636, or 94 percent": not of the boats


def _of_either(scene: Scene, relation: Relation, slots: Mapping[str, Slot]) -> bool:
    """Tell "8,400 shares in one firm and 9,600 in another. It sold 1,200 of them": of both, or of the last."""
    part, whole = (slots[relation.roles[role][0].quantity.id] for role in ("part", "whole"))
    last = [s for s in scene.by_sentence[whole.sentence] if _comparable(s, part) and _holds(s, part)]
    return whole.sentence < part.sentence and sum(same_noun(s.q, whole.q) for s in last) > 1


def _told_first(scene: Scene, tied: Mapping[Slot, Slot]) -> Iterator[Relation]:
    """Read "Uptake reached 62 percent. Of 15,500 staff, 9,610 had the jab": the share, then its part and whole."""
    for part, whole in tied.items():
        share = scene.slots[whole.order - 1] if whole.order and part.order == whole.order + 1 else None
        if (
            share is None
            or not scene.flows(share, whole)
            or share.sentence != whole.sentence - 1
            or not is_share(share.q)
        ):
            continue
        if len(scene.by_sentence[share.sentence]) == 1 and _OF_MEASURE.match(whole.left) and not _OF.match(share.right):
            yield share_relation(share, part, whole, Certainty.LIKELY, 6, "share, then its part and whole")


def _concluded(scene: Scene, share: Slot, tied: Mapping[Slot, Slot]) -> Iterator[Relation]:
    following = scene.slots[share.order + 1] if share.order + 1 < len(scene.slots) else None
    if following is not None and following.sentence == share.sentence:
        joined = scene.gap(share, following).strip()
        if joined == "to" or (joined == "and" and is_share(following.q)):
            return  # "131,000 against and 119,000 for, or 52.4 percent to 47.6": each of both together
    begin = scene.document.sentences[share.sentence].start
    said = scene.document.text[max(begin, share.q.start - 200) : share.q.hedge_start or share.q.start].lower()
    beside = part_beside(scene, share) or _before(scene, share)
    if beside is not None and beside.order < share.order:
        found = None if _is_over_all(share) else _only_whole(scene, share, beside)
        if found is not None:
            yield _relation(share, beside, found[0], hard=found[1])
            return
    first = scene.by_sentence[share.sentence][0] is share
    meaning = _MEANING.search(said) is not None
    concludes = _CONCLUDES.match(said) if first else None
    if concludes is not None:
        pair = _pair(scene, share, share.sentence - 1, tied)
    elif not first and meaning:
        pair = _pair(scene, share, share.sentence, tied, called=_CALLED.search(said) is not None)
    elif not first and _WHICH_IS.search(said) and not _OF_OUR_OWN.match(share.right):
        pair = _tied_here(scene, share, tied)
    else:
        pair = _against(scene, share)
    if pair is None:
        return
    part, whole = pair
    if _is_over_all(share):
        part, whole = whole, part  # "742 men in a space meant for 530, an occupancy of 140 percent"
    if not _of_revenue(said, whole):
        return
    plain = "" if concludes is None else concludes["plain"] or ""
    if plain and (tied.get(part) is not whole or _filled(whole) not in plain):
        return  # "148 of the 350 seats. Turnout was 61 percent"
    here = part.sentence == whole.sentence == share.sentence
    called = here and _CALLED.search(said) is not None  # "which gives a net margin of 25 percent"
    hard = _names(share, part, whole, weak=bool(plain) or (tied.get(part) is not whole and not called))
    if hard is None:
        return
    others = _complement(share, part, whole)
    if _LEAVES.search(said):
        yield replace(others, tags=frozenset({UNRIVALLED}))
        return
    if _OTHERS.search(share.right[:60]):
        named = _OF.match(share.right)
        sure = meaning and (hard or named is None or _COUNTING.match(named["what"]) is not None)
        yield replace(others, rank=-3, tags=frozenset({UNRIVALLED}) if sure else frozenset())
    yield _relation(share, part, whole, hard=hard)
    if meaning or _OTHERS.search(said[-60:]):
        yield replace(others, certainty=Certainty.POSSIBLE)


def _is_over_all(share: Slot) -> bool:
    return share.q.unit == "percent" and (share.q.value or 0) > _ALL


def _before(scene: Scene, share: Slot) -> Slot | None:
    """Return the part a few words before: "810 have paid this year's fee, which is 36 percent of the membership"."""
    part = scene.slots[share.order - 1] if share.order else None
    near = part is not None and part.sentence == share.sentence and _FURTHER.match(scene.gap(part, share)) is not None
    return part if near else None


def _only_whole(scene: Scene, share: Slot, part: Slot) -> tuple[Slot, bool] | None:
    """Return the only figure that a part and its share can be of, and whether the wording leaves no doubt.

    "The council, which had planned 2,150 flats, settled for 430, or 20 percent."
    """
    gap = scene.gap(part, share)
    if part.q.kind not in _VALUES or part.aside or part.marked_base or _SOME_OF.search(part.left):
        return None
    here = [s for s in scene.by_sentence[share.sentence] if s.order < part.order and _comparable(s, part)]
    told = here or [s for s in scene.by_sentence.get(share.sentence - 1, ()) if _comparable(s, part)]
    told = [s for s in told if _holds(s, part)] or [
        s for s in told if fits_when_mended(share, part, s) and _APART.search(scene.gap(s, part))
    ]
    if len(told) != 1 or not scene.flows(told[0], share):
        return None
    whole = told[0]
    before = scene.slots[part.order - 1]
    if before.sentence == part.sentence and _AGAINST_IT.fullmatch(scene.gap(before, part)):
        return None  # "approved it 684 to 291, a 70 percent majority": of both together
    if not same_noun(whole.q, part.q) or any(
        is_share(s.q) and part_beside(scene, s) is not None for s in scene.slots[whole.order + 1 : part.order]
    ):
        return None  # "310 homes, 19 percent of all; 204, or 13 percent"
    of_all = _OF_REST.search(part.left)
    if of_all is not None and of_all["all"]:
        return None  # of all hotels, and not of the 120 that were told last
    if of_all is not None and not of_all["what"]:
        of_all = None  # "Of these 381,970, or 19.6%, were …"
    of_other = _PART_OF_OTHER.match(gap) or of_all
    if of_other is not None and not names_whole(of_other["what"], whole):
        return whole, False
    told_of = _OF.match(share.right)
    if told_of is None:
        if any(s.marked_base and comparable(s.q, part.q) > 0 for s in scene.by_sentence[share.sentence]):
            return None  # "from $32.00 an hour to $36.80, a total of $4.80, or 15 percent": of the base
        clause = re.split(r"[,;:]", part.left)[-1].replace(" made up ", " ").replace(" make up ", " ")
        moved = not CHANGE_WORDS.isdisjoint(re.findall(r"[\w'’-]+", clause))
        return None if moved or _BARE_COMMA.match(gap) else (whole, True)
    if _OF_THEM.match(told_of["what"]) and _BARE_COMMA.match(gap):
        return None  # "157,000 members, 42 percent of them women"
    if _RESTRICTED.search(told_of["what"]):
        return None  # "12 percent of the workers it had in 2010"
    return (whole, True) if _TOTAL.match(told_of["what"]) or names_whole(told_of["what"], whole) else None


def _comparable(slot: Slot, part: Slot) -> bool:
    plain = slot.q.kind in _VALUES and not slot.aside and not slot.in_table and slot.q.hedge is not Hedge.BETWEEN
    return plain and not slot.marked_base and not slot.was_before and comparable(slot.q, part.q) > 0


def _holds(whole: Slot, part: Slot) -> bool:
    return (whole.q.value or 0) > (part.q.value or 0) > 0


def _pair(
    scene: Scene, share: Slot, sentence: int, tied: Mapping[Slot, Slot], *, called: bool = False
) -> tuple[Slot, Slot] | None:
    """Return part and whole that a sentence tells: the last part tied to its whole, else the only two values alike."""
    told = [s for s in scene.by_sentence.get(sentence, ()) if s.order < share.order]
    values = [s for s in told if s.q.kind in _VALUES and not s.aside and not s.in_table]
    if not values or not scene.flows(values[0], share):
        return None
    last = values[-1]
    if last in tied and share.order - last.order == 1:
        return last, tied[last]
    if last in tied.values() and len(values) > 1 and tied.get(values[-2]) is last and share.order - last.order <= 2:
        return values[-2], last  # "312 of the 1,040 pupils"
    if any(is_share(s.q) or s.q.hedge is Hedge.BETWEEN for s in told):
        return None
    alike = [s for s in values if any(o is not s and comparable(s.q, o.q) > 0 for o in values)]
    if not alike and len(values) == 2 and _OF_MEASURE.match(values[0].left) and not values[1].q.unit:
        alike = values  # "Of 4,000 hectares of vineyards, 1,080 were hit by hail"
    before = scene.by_sentence.get(sentence - 1, ()) if len(values) == 1 else ()
    if before and scene.flows(before[0], share):  # "… 144 albatrosses. Signals were lost from 36"
        alike = [*(s for s in before if _comparable(s, last)), last]
    if len(alike) != 2 or any(
        (s.marked_base or (s.was_before and not called)) and not s.right.startswith(" of them") for s in alike
    ):
        return None
    part, whole = sorted(alike, key=lambda s: s.q.value or Decimal(0))
    return (
        (part, whole)
        if _holds(whole, part) and (same_noun(part.q, whole.q) or not comparable(part.q, whole.q))
        else None
    )


def _tied_here(scene: Scene, share: Slot, tied: Mapping[Slot, Slot]) -> tuple[Slot, Slot] | None:
    """Return the only part and whole of the sentence: "recovered 38 of the 57 violins stolen in May, two thirds"."""
    here = [s for s in scene.by_sentence[share.sentence] if s.order < share.order]
    parts = [s for s in here if tied.get(s) in here]
    if len(parts) != 1 or any(is_share(s.q) for s in here):
        return None
    part, whole = parts[0], tied[parts[0]]
    rivals = [s for s in here if s not in (part, whole) and same_noun(s.q, whole.q) and comparable(s.q, whole.q)]
    return (part, whole) if _holds(whole, part) and not rivals else None


def _against(scene: Scene, share: Slot) -> tuple[Slot, Slot] | None:
    """Return the two values of "… spend 1,470 euros. Since pay is 3,500 euros, rent swallows 42 percent of income"."""
    here = [s for s in scene.by_sentence[share.sentence] if s.order < share.order]
    if len(here) != 1 or not _SINCE.match(here[0].left) or _OF.match(share.right) is None:
        return None
    told = [s for s in scene.by_sentence.get(share.sentence - 1, ()) if _comparable(s, here[0])]
    if len(told) != 1 or not scene.flows(told[0], share) or not _comparable(here[0], told[0]):
        return None
    part, whole = sorted((told[0], here[0]), key=lambda s: s.q.value or Decimal(0))
    return (part, whole) if _holds(whole, part) and whole is here[0] else None


def _of_revenue(said: str, whole: Slot) -> bool:
    """Tell whether a share is no margin, or is one of what was sold: "for a margin of 58 percent"."""
    return _MARGIN.search(said) is None or names_whole("revenue sales", whole) or "income" in whole.left


def _names(share: Slot, part: Slot, whole: Slot, *, weak: bool) -> bool | None:
    """Tell how sure it is that a share is of the whole: ``None`` where it names another one."""
    told = _OF.match(share.right)
    if told is None:
        return not weak
    if _RESTRICTED.search(told["what"]):
        return None
    if _TOTAL.match(told["what"]) or names_whole(told["what"], whole):
        return True
    return None if not _COUNTING.match(told["what"]) else False


def _filled(whole: Slot) -> str:
    """Return what the share of a whole is called that comes: of people who turn out, of rooms that are taken."""
    return "occupancy" if _ROOMS.search(whole.q.unit) else "turnout" if _MEMBERS.search(whole.q.unit) else "no share"


def names_whole(what: str, whole: Slot) -> bool:
    """Tell whether words name what the whole is a number of, or the same thing in other words."""
    wanted = {_stem(w) for w in re.findall(r"[\w'’-]+", what)[:4] if len(w) > 2} - _EMPTY
    about = whole.binding.indicator.normal if whole.binding and whole.binding.indicator else ""
    told = f"{about} {whole.q.noun} {whole.left[-60:]} {whole.right[:40]}".lower()
    words = {_stem(w) for w in re.findall(r"[\w'’-]+", told) if len(w) > 2}
    return bool(wanted & words) or any(wanted & same and words & same for same in _SAME)


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").rstrip("s")


def _relation(share: Slot, part: Slot, whole: Slot, *, hard: bool) -> Relation:
    tags = frozenset({UNRIVALLED}) if hard else frozenset()
    return share_relation(share, part, whole, Certainty.LIKELY, -2, "share of what was told just before", tags=tags)


def _complement(share: Slot, part: Slot, whole: Slot) -> Relation:
    """Build the share of the others: "36 of 144 fell silent, meaning 75 percent still sent"."""
    of_them = share_relation(share, part, whole, Certainty.LIKELY, -1, "share of the others of what was just told")
    return replace(of_them, equation="part == (1 - share) * whole", tags=frozenset())
