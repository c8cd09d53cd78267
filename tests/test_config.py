"""Configuration: what it says, where it is found, and where a mistake in it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from verify.config import Config, ConfigError, apply, config_text, find, read
from verify.finding import Evidence, Finding, Report, Severity, Suggestion

RULES = ["percent-change-mismatch", "CHG101", "weekday-mismatch", "DAT101"]


def write(folder: Path, text: str, name: str = "figurecheck.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    path = write(
        tmp_path,
        'references = ["figures"]\nbundled-reference = false\ndate = 2025-02-26\n'
        'fail-on = "warning"\nstrict = true\n'
        'baseline = "accepted.json"\nexclude = ["drafts/*"]\n\n[rules]\npercent-change-mismatch = "off"\n'
        'DAT101 = "note"\n[tolerance]\n"jobless rate" = 0.1\nsales = "2%"\n[house-style]\npercent = "per cent"\n',
    )
    assert read(path, RULES) == Config(
        path=path,
        references=(tmp_path / "figures",),
        bundled_reference=False,
        date=date(2025, 2, 26),
        fail_on="warning",
        strict=True,
        baseline=tmp_path / "accepted.json",
        exclude=("drafts/*",),
        rules={"percent-change-mismatch": "off", "DAT101": "note"},
        tolerance={"jobless rate": "0.1", "sales": "2%"},
        house_style={"percent": "per cent"},
    )


def test_an_empty_file_is_the_default(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    assert read(path) == Config(path=path)


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ('strict = "yes"', "1:1", "not of type 'boolean'"),
        ('# a comment\nfail-on = "errors"', "2:1", '"errors" is none of "error", "warning", "note", "never"'),
        ("stricd = true", "1:1", "unknown key “stricd”; did you mean “strict”?"),
        ('[rules]\nweekday-mismatsch = "off"', "2:1", "did you mean “weekday-mismatch”?"),
        ('[rules]\nDAT101 = "on"\n  weekday-mismatch = "of"', "3:3", '"of" is none of'),
        ('strict = true\nreferences = ["nowhere"]', "2:1", "there is no “nowhere” beside this file"),
        ('date = "2025-02-30"', "1:1", "no date"),
        ("strict = \nfail-on = 3", "1:10", "not TOML"),
        ('a = "', "1:6", "not TOML"),
        ("[rules", "1:7", "not TOML"),
        ("[tolerance]\nsales = -1", "2:1", "-1 is not a number of 0 or more, or a percentage"),
        ('[tolerance]\nsales = "much"', "2:1", '"much" is not a number of 0 or more'),
        ('[house-style]\npercent = "%"\npersent = "%"', "3:1", "unknown key “persent”; did you mean “percent”?"),
        ('[house-style]\npercent = "pct"', "2:1", 'is none of "percent", "per cent", "%"'),
        ("exclude = 3", "1:1", "not of type 'array'"),
        ("when = 2025-01-01", "1:1", "unknown key “when”"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, place: str, complaint: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read(path, RULES)
    assert str(caught.value).startswith(f"{path}:{place}: ")
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [(f'references = ["{"x" * 300}"]', "there is no “xxx"), (f'rates = "{"x" * 300}"', "nor a file beside this one")],
)
def test_a_name_too_long_for_a_file_is_no_file(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "figurecheck.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint):
        read(path)


def test_the_line_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\n    strict = 3$"):
        read(write(tmp_path, "strict = 3\n"))


def test_pyproject_is_read_where_it_has_the_table(tmp_path: Path) -> None:
    inner = tmp_path / "site" / "stories"
    inner.mkdir(parents=True)
    write(tmp_path / "site", "[project]\nname = 'x'\n", "pyproject.toml")
    outer = write(tmp_path, "[tool.figurecheck]\nstrict = true\n", "pyproject.toml")
    assert find(inner) == outer
    assert read(outer).strict is True
    own = write(tmp_path / "site", "")
    assert find(inner) == own


def test_a_mistake_in_pyproject_has_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, '[project]\nname = "x"\n\n[tool.figurecheck.rules]\nnone-such = "off"\n', "pyproject.toml")
    with pytest.raises(ConfigError, match=r":5:1: no rule is called “none-such”"):
        read(path, RULES)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"strict = \xe9"])
def test_other_bytes_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "figurecheck.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="not UTF-8"):
        read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot read"):
        read(tmp_path / "none.toml")


@pytest.mark.parametrize("key", ["percent-change-mismatch", "CHG101"])
def test_rules_are_turned_off_by_name_or_code(sample_report: Report, key: str) -> None:
    assert apply(sample_report, Config(rules={key: "off"})).findings == ()


def test_severities_are_set(sample_report: Report) -> None:
    [finding] = apply(sample_report, Config(rules={"CHG101": "note"})).findings
    assert finding.severity is Severity.NOTE
    assert apply(sample_report, Config(rules={"CHG101": "on", "DAT101": "off"})) == sample_report


def test_what_is_shown_can_be_read_again(tmp_path: Path) -> None:
    config = Config(date=date(2025, 2, 26), fail_on="never", rules={"DAT101": "off"})
    path = write(tmp_path, config_text(config))
    again = read(path, RULES)
    assert (again.date, again.fail_on, again.rules) == (config.date, config.fail_on, config.rules)


def test_it_is_shown_where_each_value_comes_from(tmp_path: Path) -> None:
    path = write(tmp_path, 'strict = true\n\n[rules]\n"DAT101" = "off"\n')
    shown = config_text(read(path, RULES)).splitlines()
    assert any(line.startswith("strict = true ") and line.endswith(f"# {path}:1") for line in shown)
    assert any(line.startswith('"DAT101" = "off"') and line.endswith(f"# {path}:4") for line in shown)
    assert any(line.startswith('fail-on = "error"') and line.endswith("# default") for line in shown)


@pytest.mark.parametrize(
    ("tolerance", "severity"),
    [
        ({"ports": "1"}, Severity.ERROR),  # another indicator
        ({"tariff": "0.4"}, Severity.ERROR),  # 20 is 0.49 above what the amounts make it
        ({"tariff": "0.5"}, Severity.NOTE),
        ({"tariffs": "2%"}, Severity.ERROR),
        ({"tariffs": "3%"}, Severity.NOTE),
        ({"tariffs": "3%", "the tariffs": "0.1"}, Severity.NOTE),  # not all of its words are there
    ],
)
def test_what_is_within_the_tolerance_is_a_note(
    sample_report: Report, tolerance: dict[str, str], severity: Severity
) -> None:
    claim = sample_report.claims[0]
    binding = replace(claim.binding, indicator=replace(claim.binding.indicator, text="Tariffs"))  # type: ignore[arg-type, type-var]
    about_rise = replace(claim, binding=binding, roles={"rate": "q7"})
    report = replace(sample_report, claims=(*sample_report.claims, about_rise))
    [found] = apply(report, Config(tolerance=tolerance)).findings
    assert found.severity is severity
    assert ("tolerance" in found.explanation) is (severity is Severity.NOTE)


def test_the_distance_to_a_figure_of_record_counts(sample_report: Report) -> None:
    recorded = Evidence(kind="reference", text="639 ships", value="639")
    start = sample_report.document.text.index("640")
    finding = replace(
        sample_report.findings[0], start=start, end=start + 3, computed=None, blamed="q1", evidence=(recorded,)
    )
    report = replace(sample_report, findings=(finding,))
    assert apply(report, Config(tolerance={"ports": "1"})).findings[0].severity is Severity.NOTE
    assert apply(report, Config(tolerance={"ports": "0.5"})).findings[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("old", "suggested", "written"),
    [
        ("20 crowns", "14 percent", "14 per cent"),
        ("20 percent", "14 percent", "14 percent"),  # the story writes it so
        ("20 percent", "0.4 percentage points", "0.4 points"),
        ("20 percent", "1 percentage point", "1 point"),
        ("20", "14", "14"),
    ],
)
def test_suggestions_are_in_the_words_of_the_house(
    sample_report: Report, old: str, suggested: str, written: str
) -> None:
    text = f"Up {old}."
    document = replace(sample_report.document, text=text)
    finding = Finding(
        rule="r",
        code="AAA101",
        severity=Severity.ERROR,
        diagnosis=(),
        start=3,
        end=3 + len(old),
        message=f"Did you mean “{suggested}”?",
        suggestions=(Suggestion(start=3, end=3 + len(old), replacement=suggested, why=""),),
    )
    report = replace(sample_report, document=document, findings=(finding,))
    [styled] = apply(report, Config(house_style={"percent": "per cent", "points": "points"})).findings
    assert [s.replacement for s in styled.suggestions] == [written]
    assert styled.message == f"Did you mean “{written}”?"
