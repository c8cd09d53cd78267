"""What observations of SDMX have in common in CSV, JSON and XML: their dimensions make indicator, area and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reference.model import Row
from reference.readers.codes import area_name, area_of, unit_of
from reference.readers.guide import Guide
from reference.readers.rows import BLANKS
from reference.seasons import adjustment_said, of_code

__all__ = ["AREAS", "BLANK", "MEASURE", "PERIOD", "sdmx_row", "split_coded"]

AREAS = ("REF_AREA", "GEO", "COUNTRY", "LOCATION", "REFERENCE_AREA", "AREA", "COUNTERPART_AREA")
PERIOD = "TIME_PERIOD"
MEASURE = "OBS_VALUE"
BLANK = BLANKS | {"nan"}  # SDMX writes NaN where there is no figure
_UNITS = ("UNIT_MEASURE", "UNIT")
_NOT_INDICATOR = frozenset(("FREQ", PERIOD, *AREAS))
_TITLES = ("TITLE", "TITLE_COMPL")
_ABOUT = frozenset(  # attributes of series; a message without its structure does not tell them from dimensions
    """TITLE TITLE_COMPL NAT_TITLE TIME_FORMAT COLLECTION COMPILATION COVERAGE AVAILABILITY SOURCE_AGENCY SOURCE_PUB
    DISS_ORG COMPILING_ORG DOM_SER_IDS PUBL_PUBLIC PUBL_MU PUBL_ECB UNIT_INDEX_BASE UNIT_MULT DECIMALS OBS_STATUS
    OBS_CONF CONF_STATUS OBS_COM OBS_COMMENT OBS_PRE_BREAK BREAKS TIME_PER_COLLECT METHODOLOGY DATA_COMP""".split()
)
_SEASONAL = ("SEASONAL_ADJUST", "SEASONAL_ADJUSTMENT", "ADJUSTMENT", "S_ADJ", "S_ADJUSTMENT", "ADJUST")
_SEASONS = {"adjusted": "seasonally adjusted", "unadjusted": "not seasonally adjusted"}
_NOTES = ("OBS_COMMENT", "COMMENT_OBS", "OBS_FLAG_COMMENT")
Coded = tuple[str, str]  # id and name


def sdmx_row(
    flow: Coded,
    dimensions: Mapping[str, Coded],
    attributes: Mapping[str, Coded],
    value: str,
    *,
    number: int,
    place: str,
    guide: Guide,
    vintage: str = "",
    source: str = "",
) -> Row | None:
    """Return the row of an observation, ``None`` where it has no value.

    `dimensions` and `attributes` have id and name of each code by the id of the concept, in order. The
    indicator is the data flow with all dimensions but frequency, area, period and unit.
    """
    if value.strip().lower() in BLANK | guide.blanks:
        return None
    every = {name.upper(): code for name, code in (*attributes.items(), *dimensions.items())}
    area = next((every[name] for name in AREAS if name in every), ("", ""))
    unit, power = unit_of(next((every[name][0] for name in _UNITS if every.get(name, ("", ""))[0]), ""))
    multiplier = every.get("UNIT_MULT", ("", ""))[0]
    aside = _NOT_INDICATOR | _ABOUT | frozenset(_UNITS)
    subject = [code for name, code in dimensions.items() if name.upper() not in aside]
    subject = [code for code in subject if code[0] not in ("_Z", "_X")]  # not applicable, not specified
    title = next((every[name][1] or every[name][0] for name in _TITLES if name in every), "")
    names = [name for _, name in subject if name]
    indicator = ".".join([flow[0], *(code for code, _ in subject)]).strip(".")
    label = title or ", ".join(names) or flow[1]
    season = _season(every)
    if season and not adjustment_said(label):  # codes without names, or a word alone: "S", "Yes"
        label = f"{label or indicator}, {season}"
    area_id = area_of(area[0])
    fields = {
        "indicator": indicator,
        "indicator_label": label,
        "area": area_id,
        "area_label": area[1] or area_name(area_id),
        "period": every.get(PERIOD, ("", ""))[0],
        "value": value.strip(),
        "unit": unit,
        "multiplier": _power(multiplier, power),
        "decimals": every.get("DECIMALS", ("", ""))[0],
        "status": every.get("OBS_STATUS", every.get("OBS_FLAG", ("", "")))[0],
        "note": next((every[name][1] or every[name][0] for name in _NOTES if name in every), ""),
        "vintage": vintage,
        "source": source,
    }
    fields = {**guide.constants, **{name: text for name, text in fields.items() if text}}
    for name, meanings in guide.values.items():
        if name in fields:
            fields[name] = meanings.get(fields[name], fields[name])
    start = {"unit": "", "indicator": "", "area": "", "period": ""}
    return Row(number=number, place=place, columns=_NAMES, **{**start, **fields})


def _season(every: Mapping[str, Coded]) -> str:
    """Say in words whether a series is seasonally adjusted, as far as one of its dimensions does."""
    for name in _SEASONAL:
        code, words = every.get(name, ("", ""))
        if code and not adjustment_said(words):
            return _SEASONS.get(of_code(code), "")
    return ""


def _power(multiplier: str, of_unit: int) -> str:
    """Add the power of ten of a unit ("MIO_EUR") to the one that is given."""
    if not of_unit:
        return multiplier
    return str(int(multiplier or 0) + of_unit) if (multiplier or "0").lstrip("-").isdigit() else multiplier


_NAMES = {
    "indicator": "DATAFLOW", "area": "REF_AREA", "period": PERIOD, "value": MEASURE, "unit": "UNIT_MEASURE",
    "multiplier": "UNIT_MULT", "decimals": "DECIMALS", "status": "OBS_STATUS",
}  # fmt: skip


def split_coded(text: str, separators: Sequence[str] = (": ",)) -> Coded:
    """Take "DE: Germany" apart; a code alone has no name."""
    for separator in separators:
        code, found, name = text.partition(separator)
        if found and " " not in code:
            return code.strip(), name.strip()
    return text.strip(), ""
