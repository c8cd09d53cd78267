"""Settings of a newsroom: `figurecheck.toml`, or the table `[tool.figurecheck]` of `pyproject.toml`.

    references = ["figures/"]        # data packages or tables, relative to this file
    bundled-reference = true         # also use the reference that comes with the program
    added-references = true          # also use what `figurecheck reference add` keeps for this user
    rates = "auto"                   # exchange rates: "auto" (those installed), "off", or a table of one's own
    date = 2025-02-26                # of stories that do not say when they were published
    fail-on = "error"                # error, warning, note or never
    strict = false                   # also note figures that fit only by truncation
    baseline = "accepted.json"       # findings that somebody has looked at
    exclude = ["drafts/*"]           # files that a folder or a pattern does not stand for

    [rules]                          # by name or code
    percent-change-mismatch = "warning"
    STY301 = "off"

    [tolerance]                      # by words of the indicator: what is this close is a note
    "unemployment rate" = 0.1        # in the unit printed
    turnover = "2%"                  # of the value

    [house-style]                    # words of suggestions that the story has not itself
    percent = "per cent"
    points = "points"

The nearest file upwards of the working directory is read. A mistake in it is reported with line and column.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from claims.errors import FigurecheckError
from claims.patterns import regex
from verify.finding import Finding, Report, Severity
from verify.house_words import restyled
from verify.tolerance import tolerated

__all__ = ["Config", "ConfigError", "apply", "config_text", "find", "read"]

_NAMES = ("figurecheck.toml", "pyproject.toml")
_DECODE_PLACE = regex(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


class ConfigError(FigurecheckError):
    """A configuration that cannot be used; the message names file, line and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings in force, and the file they came from."""

    path: Path | None = None
    references: tuple[Path, ...] = ()
    bundled_reference: bool = True
    added_references: bool = True
    rates: str = "auto"  # "auto", "off" or the path of a table
    date: date | None = None
    fail_on: str = "error"
    strict: bool = False
    baseline: Path | None = None
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)  # name or code -> off, on, error, warning, note
    tolerance: Mapping[str, str] = field(default_factory=dict)  # words of an indicator -> "0.1" or "2%"
    house_style: Mapping[str, str] = field(default_factory=dict)  # "percent", "points" -> how the house writes it
    places: Mapping[str, str] = field(default_factory=dict, compare=False)  # key -> "file:line" that sets it


def find(folder: Path) -> Path | None:
    """Return the nearest configuration upwards of a folder, if there is one."""
    for place in (folder, *folder.parents):
        for name in _NAMES:
            path = place / name
            if path.is_file() and (name != "pyproject.toml" or _has_table(path)):
                return path
    return None


def _has_table(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return re.search(r"^\s*\[\s*tool\s*\.\s*figurecheck\b", text, re.MULTILINE) is not None


def read(path: Path, known_rules: Iterable[str] = ()) -> Config:
    """Read and check a configuration; raises `ConfigError`.

    `known_rules` are the names and codes that the table `[rules]` may use.
    """
    text = _text(path)
    table = _table(path, text)
    _check_shape(path, text, table)
    names = set(known_rules)
    for name in table.get("rules", {}):
        if names and name not in names:
            raise _at(path, text, ("rules", name), f"no rule is called “{name}”{_nearest(name, names)}")
    folder = path.parent
    return Config(
        path=path,
        references=tuple(_reference(path, text, folder, name) for name in table.get("references", ())),
        bundled_reference=table.get("bundled-reference", True),
        added_references=table.get("added-references", True),
        rates=_rates(path, text, folder, table.get("rates", "auto")),
        date=_date(path, text, table.get("date")),
        fail_on=table.get("fail-on", "error"),
        strict=table.get("strict", False),
        baseline=folder / table["baseline"] if "baseline" in table else None,
        exclude=tuple(table.get("exclude", ())),
        rules=table.get("rules", {}),
        tolerance={words: str(size) for words, size in table.get("tolerance", {}).items()},
        house_style=table.get("house-style", {}),
        places=dict(_places(path, text, table)),
    )


def _places(path: Path, text: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Say of each key, and of each key of a table in it, which line sets it."""
    for key, value in table.items():
        yield key, f"{path}:{_position(text, (key,))[0]}"
        for inner in value if isinstance(value, dict) else ():
            yield f"{key}.{inner}", f"{path}:{_position(text, (key, inner))[0]}"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the configuration: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text (byte {error.start})") from error


def _table(path: Path, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _DECODE_PLACE.match(str(error))
        end = str(text.count("\n") + 1), str(len(text) - text.rfind("\n"))
        line, column = (match["line"], match["column"]) if match and match["line"] else end
        what = match["what"] if match else str(error)
        raise ConfigError(f"{path}:{line}:{column}: not TOML: {what}") from error
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("figurecheck", {})
    return {key: _plain(value) for key, value in data.items()}


def _plain(value: Any) -> Any:
    """TOML has dates, JSON Schema has none: write them out."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, date | datetime) else value


def _check_shape(path: Path, text: str, table: dict[str, Any]) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((files("verify") / "schema" / "config.schema.json").read_text(encoding="utf-8"))
    errors = sorted(Draft202012Validator(schema).iter_errors(table), key=lambda e: [str(p) for p in e.absolute_path])
    if not errors:
        return
    error = errors[0]
    place = tuple(str(part) for part in error.absolute_path if isinstance(part, str))
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        unknown = next(key for key in error.instance if key not in known)
        raise _at(path, text, (*place, unknown), f"unknown key “{unknown}”{_nearest(unknown, known)}")
    if error.validator == "enum":
        choices = ", ".join(f'"{choice}"' for choice in error.validator_value)
        raise _at(path, text, place, f"{json.dumps(error.instance)} is none of {choices}")
    if error.validator == "anyOf":
        raise _at(path, text, place, f"{json.dumps(error.instance)} is not {error.schema['description']}")
    raise _at(path, text, place, f"{'.'.join(place) or 'configuration'}: {error.message}")


def _date(path: Path, text: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise _at(path, text, ("date",), f"“{value}” is no date: {error}") from error


def _reference(path: Path, text: str, folder: Path, name: str) -> Path:
    place = folder / name
    if not os.path.exists(place):  # unlike `Path.exists`, no name that the system cannot have makes it raise
        raise _at(path, text, ("references",), f"there is no “{name}” beside this file")
    return place


def _rates(path: Path, text: str, folder: Path, given: str) -> str:
    if given in ("auto", "off"):
        return given
    if not os.path.isfile(folder / given):
        raise _at(path, text, ("rates",), f'rates is neither "auto", "off" nor a file beside this one: “{given}”')
    return str(folder / given)


def _nearest(name: str, names: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(names), n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


def _at(path: Path, text: str, keys: tuple[str, ...], message: str) -> ConfigError:
    line, column = _position(text, keys)
    quoted = text.splitlines()[line - 1].strip() if text else ""
    return ConfigError(f"{path}:{line}:{column}: {message}" + (f"\n    {quoted}" if quoted else ""))


def _position(text: str, keys: tuple[str, ...]) -> tuple[int, int]:
    """Find the line and column of a key: the last of its names that the file prints."""
    for depth in range(len(keys), 0, -1):
        pattern = re.compile(rf"""^[ \t\["'.\w-]*?(?<![\w-])(?P<key>{re.escape(keys[depth - 1])})(?![\w-])""")
        for n, line in enumerate(text.splitlines(), start=1):
            match = pattern.match(line)
            if match:
                return n, match.start("key") + 1
    return 1, 1


def apply(report: Report, config: Config) -> Report:
    """Leave out the findings of rules that are off, give the others the severity that is set, and what the house says.

    A finding within the tolerance of its indicator becomes a note: it stays in sight.
    """
    findings = report.findings
    if config.rules:
        kept = [_set(finding, config.rules) for finding in findings]
        findings = tuple(finding for finding in kept if finding is not None)
    if config.tolerance:
        findings = tuple(tolerated(report, finding, config.tolerance) for finding in findings)
    if config.house_style:
        findings = tuple(restyled(report.document, finding, config.house_style) for finding in findings)
    return report if findings is report.findings else replace(report, findings=findings)


def _set(finding: Finding, rules: Mapping[str, str]) -> Finding | None:
    setting = rules.get(finding.rule, rules.get(finding.code, "on"))
    if setting == "off":
        return None
    return finding if setting == "on" else replace(finding, severity=Severity(setting))


def config_text(config: Config) -> str:
    """Write the settings in force as a configuration file, each with the place that sets it."""
    rows: list[tuple[str, str]] = []

    def row(line: str, key: str) -> None:
        rows.append((line, config.places.get(key, "default")))

    row(f"references = {_toml([str(path) for path in config.references])}", "references")
    row(f"bundled-reference = {_toml(config.bundled_reference)}", "bundled-reference")
    row(f"added-references = {_toml(config.added_references)}", "added-references")
    row(f"rates = {_toml(config.rates)}", "rates")
    if config.date:
        row(f"date = {config.date.isoformat()}", "date")
    else:
        rows.append(("# date is not set: stories say it themselves", ""))
    row(f"fail-on = {_toml(config.fail_on)}", "fail-on")
    row(f"strict = {_toml(config.strict)}", "strict")
    row(f"exclude = {_toml(list(config.exclude))}", "exclude")
    if config.baseline:
        row(f"baseline = {_toml(str(config.baseline))}", "baseline")
    tables = (("rules", config.rules), ("tolerance", config.tolerance), ("house-style", config.house_style))
    for name, table in tables:
        if table or name == "rules":
            rows += [("", ""), (f"[{name}]", "")]
        for key, value in sorted(table.items()):
            row(f"{_toml(key)} = {_toml(value)}", f"{name}.{key}")
    width = max(len(line) for line, place in rows if place)
    head = f"# from {config.path}" if config.path else "# no configuration file: these are the defaults"
    lines = (f"{line:<{width}}  # {place}" if place else line for line, place in rows)
    return "\n".join([head, *lines]) + "\n"


def _toml(value: Any) -> str:
    """Write a value the way TOML has it: strings and lists of them look like JSON."""
    return json.dumps(value, ensure_ascii=False)
