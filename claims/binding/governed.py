"""Figures that a verb, a noun or a phrase before them governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, chain_before, governs_figure, subject_of
from claims.binding.changes import is_superlative
from claims.binding.counted import THINGS, TOTALS, adds_its_word, counted_noun, is_unit
from claims.binding.gauges import average_elsewhere, gauged, inhabitants
from claims.binding.gazetteer import gazetteer
from claims.binding.giving import GIVING, after_rate, given_to_them
from claims.binding.item import Item
from claims.binding.priced import is_margin, is_money
from claims.binding.scan import EARLIER, Left, figure_before, noun_after, opening_part, part_after, predicate_after
from claims.binding.verb_measures import gives, is_count, names_its_measure, points_scored, takes, without_noun
from claims.binding.words import past_of, vocabulary, word_set
from claims.model import Kind

__all__ = ["after_noun_of", "after_phrase", "governed_by_verb"]

_LEADS = word_set("leads_by")
_GAINS = word_set("gains")


_ORDERING = word_set("ordering")
_BRINGING = word_set("bringing")
_GROUPS = word_set("groups")
_MEASURED = frozenset({"value", "worth", "price", "cost", "length", "height", "size", "number"})


def after_noun_of(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "exports of $4 billion", "a total of 38 boats", "the target of 250,000"."""
    if left.kind != "np" or left.link != "of" or left.base:
        return None
    noun = items[left.at]
    known = vocabulary()
    level = inhabitants(items, at, left) or average_elsewhere(items, at, left) or gauged(items, at, left, agent)
    if level is not None:
        return level
    head = noun.words[-1].lower if noun.words else ""
    modified = any(
        w.lower not in known.leading and w.lower not in known.empty and w.lower not in _ORDERING for w in noun.words
    )
    if not head or ((head in known.empty or head in known.pointing) and not modified and not noun.owner):
        return _governed_total(items, at, left, agent)
    chain = chain_before(items, left.at)
    if chain is None:
        return None
    verb = items[chain.first - 1] if chain.first else None
    if head in _LEVELS and not modified and verb is not None and verb.kind == "verb" and verb.sense == "say":
        return Attachment(
            "total of what was said", carry=figure_before(items, at)
        )  # "had expected a rate of 5 percent"
    near = [chain]
    counted = counted_noun(items, at)
    if counted is not None and counted.chain is not None:
        if head in _GROUPS or head in known.statistics:
            return replace(counted, near=tuple(near))
        if not is_unit(counted, items):
            part = Chain(counted.chain.first, counted.chain.last)
            return Attachment("phrase of a counted noun", chain, part=part, near=tuple(near))
    led_by = chain.first > 1 and items[chain.first - 1].lower == "with" and items[chain.first - 2].kind == "verb"
    if led_by and (winner := subject_of(items, chain.first - 2)) is not None:
        near.append(winner)  # "Marelo won with a bid of $380 million"
    if chain.first and items[chain.first - 1].kind == "verb":
        verb = items[chain.first - 1]
        subject = subject_of(items, chain.first - 1)
        near += [subject] if subject is not None else []
        if verb.lower in _RESULTS and items[chain.first - 2].kind == "comma" and len(noun.words) > 1:
            subject = None  # "Imports fell, leaving a trade deficit of $6 billion"
        told = verb.sense in ("have", "level") or verb.lower in known.light or verb.lower not in _DECIDING
        owned = chain.first == left.at and verb.sense in ("other", "have", "level") and told and not _foresees(verb)
        if owned and subject is not None and not subject.how and not agent(subject):
            return Attachment("subject with its object", subject, part=chain, near=tuple(near))
    on = part_after(items, at)
    if (
        on is not None
        and not governs_figure(items, on.last)
        and items[on.first].lower in ("on", "for")
        and not agent(Chain(on.first + 1, on.last))
    ):
        return Attachment("phrase of a figure", chain, part=on, near=tuple(near))  # "tariffs of 25 percent on steel"
    return Attachment("phrase of a figure", chain, near=tuple(near))


_RESULTS = frozenset({"leaving", "giving", "producing", "creating", "yielding", "causing"})
_LEVELS = frozenset({"rate", "figure", "reading", "level", "pace", "number", "result"})


_FORESEEING = word_set("foreseeing")


def _foresees(verb: Item) -> bool:
    return verb.lower in _FORESEEING


def _governed_total(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment:
    own = Chain(left.at, left.at)
    if items[left.at].words and items[left.at].words[-1].lower == "record" and figure_before(items, at) != EARLIER:
        return Attachment("record of what was said", carry=figure_before(items, at), whole_of_carry=True)
    found = counted_noun(items, at)
    further = Left.of(items, left.at)
    if found is not None and found.chain is not None and further.kind == "start":  # "A total of 38 boats were lost"
        found = replace(found, predicate=predicate_after(items, found.chain.last + 1))
    if further.kind == "verb":
        found = governed_by_verb(items, at, further, agent) or found
    if found is None and further.kind == "np" and not further.moved and not further.base:
        found = after_phrase(items, at, further, agent)
    if found is None:
        found = Attachment("total of what was said", carry=figure_before(items, at), near=(own,))
    if items[left.at].owner and not found.added:
        return replace(found, added=("total",))
    statistic = next((w.lower for w in items[left.at].words if w.lower in vocabulary().statistics), None)
    return replace(found, added=(*found.added, statistic)) if statistic is not None else found


def governed_by_verb(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "exports rose 3 percent", "the port handled 6,822 ships", "it fell to 5"."""
    found = _governed_by_verb(items, at, left, agent)
    subject = subject_of(items, left.at) if left.kind == "verb" else None
    if found is None or subject is None or subject.how != "pronoun":
        return found
    return replace(found, speaker=_sayer(items, subject.first, agent))


def _sayer(items: Sequence[Item], pronoun: int, agent: Agent) -> Chain | None:
    """Return who speaks of itself: "Ukraine" of "Ukraine said it had sent 140 of them"."""
    verb = pronoun - 2 if pronoun > 1 and items[pronoun - 1].lower == "that" else pronoun - 1
    if verb < 1 or items[verb].kind != "verb" or items[verb].sense != "say" or items[pronoun].lower != "it":
        return None
    sayer = subject_of(items, verb)
    return sayer if sayer is not None and not sayer.how and agent(sayer) else None


def _governed_by_verb(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    given = given_to_them(items, at, left, agent)
    if given is not None:
        return given
    if left.kind != "verb":
        return None
    verb = items[left.at]
    subject = subject_of(items, left.at)
    near = (subject,) if subject is not None else ()
    if subject is not None and subject.how == "those":
        part = Chain(subject.first - 1, subject.last)
        return Attachment("those of", carry=figure_before(items, at), part=part, near=(part,))
    won = verb.lower in ("won", "wins", "winning") and is_margin(items, at)
    if left.link == "by" and (verb.lower in _LEADS or won):
        return Attachment("lead", added=("lead",), near=near)
    if left.link == "by" and verb.lower in ("voted", "votes") and is_count(items, at) and not noun_after(items, at):
        return Attachment("votes", added=("votes",), near=near)  # "Parliament voted by 176 to 165"
    clear = subject is not None and not subject.how and not agent(subject)
    timed = vocabulary().nominal_time.get(verb.lower) if left.link in ("", "for") and not left.moved else None
    quantity = items[at].quantity
    hours = quantity is not None and quantity.unit.split(" per ")[0] in _HOURS  # "sleep 7 hours a night"
    if timed == "work" and quantity is not None and quantity.unit.startswith(("hour", "count:hour")):
        timed = "hours worked"
    people = subject is not None and not subject.how and _is_people(items, subject)  # "Koreans worked 1,872 hours"
    if people and timed is not None and hours and not noun_after(items, at):
        return Attachment("verb", added=tuple(timed.split()), near=near, verb=past_of(verb.lower))
    if timed is not None and hours and not noun_after(items, at):
        return Attachment(
            "verb", subject if clear else None, added=tuple(timed.split()), near=near, verb=past_of(verb.lower)
        )
    if clear and subject is not None and _is_kind_of_place(items, subject) and verb.sense != "change":
        return Attachment("kind of place", carry=figure_before(items, at), part=subject, near=near)
    doing = verb if left.link != "for" else None  # "built for 850 inmates" builds no inmates
    scored = points_scored(items, at, left, near)
    if scored is not None:
        return scored
    counted = counted_noun(items, at, doing) if quantity is None or quantity.kind in THINGS else None
    counting = counted is not None and is_count(items, at) and not left.link and not left.moved
    often = counted is None and quantity is not None and quantity.unit == "count:time" and not left.link
    if often and (verb.sense == "other" or (verb.sense == "have" and not clear)):
        return Attachment(
            "subject", subject if clear else None, added=(past_of(verb.lower),), near=near
        )  # "called 9 times"
    measured = (verb.sense == "change" and verb.lower not in _GAINS and not counting) or verb.lower in TOTALS
    passive = verb.sense == "level" and items[left.at - 1].kind == "aux" and items[left.at - 1].lower != "has"
    if counted is not None and left.link == "by" and (verb.sense == "other" or passive) and is_count(items, at):
        return replace(counted, added=(), near=near)  # "The bill passed by 214 votes"
    if clear and counted is None and takes(items, at, verb):
        found = without_noun(items, at, left, subject, agent)
        return replace(found, takes=True)
    if counted is not None and (items[at - 1].lower == "short of" or (left.link == "to" and verb.lower in _RESULTING)):
        return replace(counted, added=(), near=(*near, *counted.near))  # "Icy roads led to 120 accidents"
    if clear and (measured or left.link in ("to", "by", "at", "from")):
        return Attachment("subject", subject, near=near)
    if counted is not None and clear and counted.chain is not None and items[at + 1].lower == "of" and gives(verb):
        return Attachment("subject with its object", subject, part=counted.chain, near=near)
    if counted is not None and not (
        subject is not None and subject.how == "pronoun" and measured and is_unit(counted, items)
    ):
        acts = subject is not None and not subject.how and agent(subject)
        bought = acts and (past_of(verb.lower) in _ACQUIRING or _is_for_another(items, counted.chain))
        return replace(counted, near=(*near, *counted.near), first=near if bought else ())
    if subject is not None and subject.how == "pronoun" and names_its_measure(items, at, left):
        return replace(without_noun(items, at, left, subject, agent), how="verb of a pronoun")
    if subject is not None and subject.how == "pronoun":
        place = opening_part(items, subject.first)  # "while in Kent it was 12 percent"
        if place is not None and items[place.first].lower in _EXCEPT:
            # "Outside the capital they rose by 8 percent"
            return Attachment("pronoun", carry=figure_before(items, at), part=place)
        near = (Chain(place.first + 1, place.last), *near) if place is not None else near
        told = verb.sense == "other" or (verb.sense == "level" and is_money(quantity) and verb.lower not in TOTALS)
        plain = told and not left.link and not left.moved
        otherwise = without_noun(items, at, left, subject, agent).added if plain else ()
        return Attachment("pronoun", carry=figure_before(items, at), near=near, otherwise=otherwise)
    return without_noun(items, at, left, subject, agent)


_TOPPING = frozenset({"leads", "led", "lead", "heads", "headed", "tops", "topped", "trails", "trailed"})
_POLLING = frozenset({"gave", "gives", "give", "giving", "put", "puts", "putting", "sees", "saw", "showed", "shows"})
_DECIDING = word_set("deciding")
_RESULTING = frozenset({"led", "leads", "lead", "leading", "contributed", "go", "goes", "went", "gone", "going"})
_ACQUIRING = word_set("acquiring")
_EXCEPT = frozenset({"outside", "without", "excluding"})


def _is_for_another(items: Sequence[Item], chain: Chain | None) -> bool:
    """Say whether things are done for someone named: "made 31 appearances for Brugg" are the player's."""
    if chain is None:
        return False
    pairs = zip(items[chain.first : chain.last], items[chain.first + 1 : chain.last + 1], strict=True)
    return any(link.lower in ("for", "against") and bool(np.words) and np.words[0].capital for link, np in pairs)


_HOURS = frozenset("second s minute min hour h day night week month year".split())
_AROUND = frozenset({"in", "at", "by", "across", "from", "among", "on", "for", "before"})
_BESIDE = frozenset({"before", "on", "with", "in", "for", "among", "across", "at", "off"})


def _is_kind_of_place(items: Sequence[Item], chain: Chain) -> bool:
    """Say whether a phrase names no thing but where: "towns and cities spent 6 billion, the countryside 2 billion"."""
    nouns = [item for item in items[chain.first : chain.last + 1] if item.kind == "np"]
    return all(not n.owner and n.words and n.words[-1].lower in _KINDS_OF_PLACE for n in nouns)


_KINDS_OF_PLACE = word_set("kinds_of_place")


def after_phrase(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "imports 1 percent", "Europe $24 billion", "cut the deficit to $1.5 billion", "In towns 64 …"."""
    if left.kind != "np":
        return None
    noun = items[left.at]
    chain = chain_before(items, left.at)
    if chain is None:
        return None
    if not noun.words and noun.owner:
        own = Chain(left.at, left.at)
        counted = counted_noun(items, at)
        return (
            replace(counted, near=(own,))
            if counted
            else Attachment("owner", carry=figure_before(items, at), near=(own,))
        )
    governor = items[chain.first - 1] if chain.first else None
    if governor is not None and governor.kind == "verb":
        return _object(items, at, left, chain, agent)
    if governor is not None and governor.kind == "prep" and governor.lower.split()[0] not in ("with", "while"):
        return _opened_by(items, at, left, chain, agent)
    counted = counted_noun(items, at)
    if counted is not None and left.link in _AROUND:
        return counted
    if agent(chain):
        return (
            replace(counted, near=(chain,))
            if counted
            else Attachment("name in a list", carry=figure_before(items, at), near=(chain,))
        )
    if (
        counted is not None
        and governor is not None
        and (governor.kind == "sub" or (governor.kind == "figure" and left.link))
    ):
        return counted
    return Attachment("phrase before a figure", chain, near=(chain,))


def _opened_by(items: Sequence[Item], at: int, left: Left, chain: Chain, agent: Agent) -> Attachment | None:
    """Read a figure after "In towns", "Of the refugees": the phrase restricts what follows."""
    verb = chain.first - 2
    if verb >= 0 and items[verb].kind == "verb":
        return _object(items, at, left, Chain(chain.first - 1, chain.last), agent)
    part = Chain(chain.first - 1, chain.last)
    if verb >= 0 and items[verb].kind == "pron" and items[verb].lower in ("those", "that"):
        return Attachment("those of", carry=figure_before(items, at), part=part, near=(part,))
    counted = counted_noun(items, at)
    if verb >= 0 and items[verb].kind == "dir" and left.link in ("on", "at", "with") and counted is None:
        return Attachment("phrase before a figure", chain, near=(chain,))  # "ahead of gas on 29 percent"
    if verb >= 0 and items[verb].kind in ("figure", "close"):
        return counted or Attachment("list", carry=figure_before(items, at), part=part_after(items, at))
    predicate = predicate_after(items, at + 1)
    if items[part.first].lower == "of" and counted is None:
        return Attachment("of a whole", chain, predicate=predicate, near=(chain,))
    found = counted or Attachment("after a place", carry=figure_before(items, at), predicate=predicate)
    if agent(chain):
        return replace(found, near=(chain, *found.near))
    return replace(found, part=part, near=(chain, *found.near))


def _only_points(items: Sequence[Item], chain: Chain) -> bool:
    """Say whether a phrase is no more than "the total", "the number"."""
    noun = items[chain.first]
    if chain.first != chain.last or noun.owner or noun.det not in ("the", "that", "this") or not noun.words:
        return False
    known = vocabulary()
    return all(word.lower in known.pointing or word.lower in known.empty for word in noun.words)


def _is_people(items: Sequence[Item], chain: Chain) -> bool:
    """Say whether a phrase is the name of a people: "Germans"."""
    words = items[chain.first].words
    return chain.first == chain.last and len(words) == 1 and words[0].text in gazetteer().people


def _words_of(items: Sequence[Item], chain: Chain) -> tuple[str, ...]:
    nouns = [item for item in items[chain.first : chain.last + 1] if item.kind == "np"]
    return tuple(word.lower for word in nouns[0].words) if len(nouns) == 1 and not nouns[0].owner else ()


def _object(items: Sequence[Item], at: int, left: Left, chain: Chain, agent: Agent) -> Attachment | None:
    verb = chain.first - 1
    subject = subject_of(items, verb)
    near = (chain, *((subject,) if subject else ()))
    clear = subject is not None and not subject.how and not agent(subject)
    if items[chain.first].kind == "prep":
        found = governed_by_verb(items, at, Left(verb, "verb", left.link, left.moved, left.base), agent)
        return replace(found, near=(*near, *found.near)) if found is not None else None
    counted = counted_noun(items, at)
    if counted is not None and not left.link and items[verb].sense in ("other", "say"):
        return replace(counted, near=near)
    drawn = left.link == "from" and not left.moved and items[verb].sense == "other"  # "collects milk from 2,300 farms"
    if counted is not None and (left.link in _BESIDE or drawn) and is_count(items, at):
        return replace(counted, near=near)  # "tested the vaccine on 44 volunteers"
    quantity = items[at].quantity
    party = agent(chain) and items[verb].lower in _POLLING and left.link in ("", "at", "on")
    if party and quantity is not None and quantity.unit == "percent" and quantity.kind in (Kind.SHARE, Kind.LEVEL):
        return Attachment("share of a party", added=("share",), near=(chain,))  # "gives the Greens 27 percent"
    reaches = left.link in ("to", "by") and items[verb].sense == "other" and items[verb].lower not in _BRINGING
    if counted is not None and reaches and is_count(items, at) and not agent(chain):
        return replace(counted, near=near)  # "cut off power to 300 homes"
    topped = left.link == "with" and quantity is not None and quantity.unit == "count:point"
    if topped and subject is not None and not subject.how and agent(subject):
        return Attachment("points", added=("points",), near=(subject,))  # "Sweden top the ranking with 3,204 points"
    won = items[verb].lower in ("won", "wins", "winning") and is_margin(items, at)
    if left.link == "by" and (items[verb].lower in _LEADS or won):
        return Attachment("lead", added=("lead",), near=near[1:])
    known = vocabulary()
    nominal = known.nominal.get(items[verb].lower)
    given = known.nominal_money.get(items[verb].lower, nominal) if items[verb].lower in GIVING else None
    money = is_money(quantity)
    if given is not None and money and left.at == at - 1 and counted is None:  # "promised each family $300"
        payer = subject if clear else None
        aim = part_after(items, after_rate(items, at)) if given == "payments" else None
        aim = aim if aim is not None and items[aim.first].lower == "for" else None
        done = past_of(items[verb].lower)
        if done == "earned" and payer is not None:
            return Attachment("subject", payer, near=near)  # "Exports earned the country $2 billion"
        return Attachment("verb", payer, added=tuple(given.split()), part=aim, near=near, verb=done)
    if not agent(chain) and items[at - 1].lower == "worth" and adds_its_word(items[verb]):
        maker = _words_of(items, subject) if clear and subject is not None else ()
        made = (past_of(items[verb].lower), *(("by", *maker) if maker else ()))
        return Attachment("object", chain, added=made, near=near)  # "Small firms exported rice worth"
    statistic = items[chain.first].words[-1].lower if chain.first == chain.last and items[chain.first].words else ""
    if clear and statistic in known.statistics and len(items[chain.first].words) == 1 and left.at == at - 1:
        return Attachment("subject", subject, added=(statistic,), near=near)  # "Homes fetched a median $1.2 million"
    if _only_points(items, chain) and left.link == "to":
        return Attachment("total of what was said", carry=figure_before(items, at), near=near)
    named = subject is not None and not subject.how and (agent(subject) or _is_people(items, subject))
    tops = is_superlative(items[chain.first]) or items[verb].lower in _TOPPING
    if named and left.link == "with" and chain.first == chain.last and tops:
        return Attachment("partner", carry=figure_before(items, at), near=(*near[1:], chain))
    often = quantity is not None and quantity.unit == "count:time" and not left.link and items[verb].sense == "other"
    if often and not agent(chain):
        return Attachment(
            "object", chain, added=(past_of(items[verb].lower),), near=near
        )  # "fined litterers 480 times"
    possessed = items[chain.first].det in known.possessives
    acts = subject is not None and not subject.how and agent(subject)
    placed = any(word.capital for item in items[chain.first : chain.last + 1] for word in item.words)
    own = (
        (subject,) if possessed and acts and not placed and subject is not None else ()
    )  # "Pilbara Minerals cut its target by"
    head = items[chain.last].words[-1].lower if items[chain.last].words else ""
    if possessed and chain.first == chain.last and head in _MEASURED and agent(chain):
        return Attachment("value put on it", added=(head,), near=near, first=own)  # "put its value at $300,000"
    if not agent(chain):
        added = (nominal,) if nominal is not None and left.link == "for" else ()
        return Attachment("object", chain, added=added, near=near, first=own)
    if nominal is not None and left.link == "for" and is_money(quantity):
        return Attachment("verb", added=(nominal,), near=near[1:] if acts else near)  # "She bought the latest for $400"
    if clear:
        return Attachment("subject", subject, near=near)
    return Attachment("name in a list", carry=figure_before(items, at), near=near)
