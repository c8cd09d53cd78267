"""SDMX-ML (XML), generic and structure-specific, read by sdmx1."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

from claims.extras import load
from reference.errors import DatasetError
from reference.model import Row
from reference.readers.guide import Guide
from reference.readers.places import Place, read_bytes
from reference.readers.rows import Table
from reference.readers.sdmx import Coded, sdmx_row

__all__ = ["read_sdmx_ml"]

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_sdmx_ml(place: Place, name: str, guide: Guide) -> Table:
    """Read a data message in XML; a document that declares entities is refused before it is parsed."""
    data = read_bytes(place)
    if not data.strip():
        raise DatasetError("is empty", file=str(place))
    plain = data.replace(b"\0", b"")  # UTF-16 hides a declaration between zeros
    if _DECLARATION.search(plain):
        raise DatasetError("declares a document type or entities, which no message of SDMX does", file=str(place))
    sdmx = load("sdmx", "sdmx", f"{place}: SDMX-ML needs")
    message = _message(sdmx, data, str(place))
    return Table(
        name=name,
        file=str(place),
        rows=_rows(message, str(place), guide),
        indicators=guide.indicators,
        areas=guide.areas,
    )


def _message(sdmx: Any, data: bytes, file: str) -> Any:
    logging.getLogger("sdmx").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):  # it prints its state when it fails
            warnings.simplefilter("ignore")
            message = sdmx.read_sdmx(io.BytesIO(data))
    except Exception as error:  # the library and its parser raise errors of many kinds
        said = str(error).strip().splitlines()
        raise DatasetError(
            f"is not SDMX-ML that can be read: {said[0] if said else type(error).__name__}", file=file
        ) from error
    if not getattr(message, "data", None):
        raise DatasetError("is a message of SDMX without data", file=file)
    return message


def _rows(message: Any, file: str, guide: Guide) -> Iterator[Row]:
    header = message.header
    prepared = header.prepared.date().isoformat() if getattr(header, "prepared", None) else ""
    sender = getattr(header, "sender", None)
    source = str(getattr(sender, "name", "") or getattr(sender, "id", "") or "") if sender is not None else ""
    number = 0
    for dataset in message.data:
        flow = getattr(dataset, "described_by", None) or getattr(message, "dataflow", None)
        structure = getattr(dataset, "structured_by", None)
        coded: Coded = (str(getattr(flow, "id", "") or getattr(structure, "id", "") or ""), "")
        shared = {key: _value(value) for key, value in dataset.attrib.items()}
        for observation in dataset.obs:
            number += 1
            dimensions = {key: _value(value) for key, value in observation.key.values.items()}
            attributes = shared | {key: _value(value) for key, value in observation.attrib.items()}
            value = "" if observation.value is None else str(observation.value)
            row = sdmx_row(
                coded, dimensions, attributes, value, number=number, place="observation", guide=guide, vintage=prepared,
                source=source,
            )  # fmt: skip
            if row is not None:
                yield row


def _value(given: Any) -> Coded:
    value = getattr(given, "value", given)
    return str(getattr(value, "id", value)), ""
