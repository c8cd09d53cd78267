"""Exchange rates: tables of one's own and of the central bank, and the conversions that are held against them."""

# ruff: noqa: E501 - cases stand on one line
from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner

from claims.readers import read_text
from reference.errors import DatasetError
from reference.rates import Rates, RateTable, ecb_rates, read_rates
from verify.cli import cli
from verify.config import Config
from verify.finding import Report, Verdict
from verify.pipeline import check_document, check_text
from verify.server import work

WEEKLY = Path(__file__).parent / "rates" / "weekly.csv"
DAY = date(2024, 5, 31)

# story, then what is said: a suggestion, "supported", or the reason why it is not judged
CONVERSIONS = [
    # the rate of the day
    ("The line was sold for US$1.2 billion (€1.1 billion).", "supported"),
    ("The line was sold for $1.2 billion (€1.1 billion).", "supported"),
    ("The line was sold for £40 million ($51 million).", "supported"),
    ("The mill cost 72 million yuan ($9.9 million).", "supported"),
    ("The mill cost about 72 million yuan (about $10 million).", "supported"),
    ("The prize is 1 million yen ($6,400).", "supported"),
    # one slip away from it
    ("The line was sold for US$1.2 billion (€1.4 billion).", "€1.1 billion"),
    ("The line was sold for £40 million (US$31 million).", "US$50 million"),
    ("The mill cost 72 million yuan ($99 million).", "$9.9 million"),
    ("The mill cost 72 million yuan ($9.9 billion).", "$9.9 million"),
    ("The mill cost 72 million yuan ($521 million).", "$9.95 million"),
    ("The prize is 1 million yen ($64,000).", "$6,400"),
    # far from every rate of two years, the money named beyond doubt
    ("The line was sold for €40 million (£52 million).", "£34 million"),
    # not sure enough to speak
    ("The line was sold for $40 million (€27 million).", "may be CAD"),
    ("The line was sold for $40 million (€24.5 million).", "may be AUD"),
    ("The line was sold for $40 million (€18 million).", "may be the money of several countries"),
    ("The line was sold for 40 million yuan (€5.5 million).", "that of another day"),
    ("In 2001 the line was sold for US$40 million (€95 million).", "a time before the exchange rates"),
    ("The line was sold in 2001. The price was US$40 million (€45 million).", "a time before the exchange rates"),
    ("The line was sold for US$40 million (€45 million at the time).", "a time before the exchange rates"),
    ("The line was sold for US$40 million (35 billion Argentine pesos).", "no exchange rates of USD and ARS"),
]  # fmt: skip


def checked(story: str, day: date | None = DAY) -> Report:
    rates = Rates((read_rates(WEEKLY),), central_bank=False)
    return check_document(read_text(story, published=day), store=None, rates=rates)


@pytest.mark.parametrize(("story", "said"), CONVERSIONS)
def test_conversions(story: str, said: str) -> None:
    report = checked(story)
    found = [f for f in report.findings if f.rule == "exchange-rate-mismatch"]
    if said[0] in "€£$U":
        (finding,) = found
        assert [s.replacement for s in finding.suggestions] == [said]
        assert finding.evidence[0].kind == "reference"
        assert "makes 1" in finding.message
        return
    assert [f.message for f in report.findings] == []
    if said == "supported":
        last = report.claims[-1]
        assert last.verdict is Verdict.SUPPORTED
        assert any(
            "2024-05-29" in e.text and "the two amounts make 1" in e.text and e.source == "weekly.csv"
            for e in last.evidence
        )
        assert [source.name for source in report.sources] == ["weekly.csv"]
    else:
        assert said in " ".join(report.unchecked)


def test_without_a_date_nothing_is_judged() -> None:
    report = checked("The line was sold for US$1.2 billion (€1.4 billion).", day=None)
    assert report.findings == ()
    assert "no date of publication, so no exchange rate of the day" in report.unchecked


def test_a_story_outside_the_table_is_not_judged() -> None:
    report = checked("The line was sold for US$1.2 billion (€1.4 billion).", date(2019, 5, 1))
    assert report.findings == ()
    (reason,) = [text for text in report.unchecked if "exchange rate" in text]
    assert reason == "no exchange rate of USD and EUR for 2019-05-01 (the rates go from 2022-06-01 to 2024-06-05)"


def test_a_printed_rate_rules_its_story() -> None:
    story = "The mill cost 72 million yuan ($12 million). ($1 = 6 yuan)"
    assert checked(story).findings == ()


def table(text: str, folder: Path) -> RateTable:
    path = folder / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return read_rates(path)


TIDY = "date,base,currency,rate\n2024-05-30,USD,CNY,7.25\n2024-05-31,USD,CNY,7.24\n2024-05-31,USD,EUR,0.92\n2023,USD,CNY,7.08\n2024-04,USD,CNY,7.23\n"


@pytest.mark.parametrize(
    ("base", "quote", "day", "expected"),
    [
        ("USD", "CNY", date(2024, 5, 31), ("7.24", "2024-05-31")),
        ("USD", "CNY", date(2024, 6, 2), ("7.24", "2024-05-31")),  # a Sunday
        ("CNY", "USD", date(2024, 5, 30), ("0.1379", "2024-05-30")),
        ("EUR", "CNY", date(2024, 5, 31), ("7.8696", "2024-05-31")),  # through the dollar
        ("USD", "CNY", date(2024, 6, 8), None),  # eight days are no weekend
        ("USD", "CNY", date(2024, 5, 1), None),
        ("USD", "JPY", date(2024, 5, 31), None),
    ],
)
def test_rates_of_a_day(tmp_path: Path, base: str, quote: str, day: date, expected: tuple[str, str] | None) -> None:
    rate = table(TIDY, tmp_path).on(base, quote, day)
    assert (rate and (str(round(rate.value, 4)).rstrip("0"), rate.when)) == expected


def test_means(tmp_path: Path) -> None:
    own = table(TIDY, tmp_path)
    mean = own.mean("USD", "CNY", "2023")
    assert mean is not None
    assert (mean.value, mean.when, mean.is_mean) == (Decimal("7.08"), "2023", True)
    assert own.mean("USD", "CNY", "2024-05") is None  # two days do not make a month
    annual = table("date,base,currency,rate\n2023,USD,CNY,7.08\n", tmp_path)
    by_year = annual.on("CNY", "USD", date(2023, 8, 1))
    assert by_year is not None
    assert by_year.when == "2023"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date,base,currency,rate\n2024-05-30,USD,CNY,seven\n", "row 2, column rate: 'seven' is not a rate"),
        ("date,base,currency,rate\n2024-05-30,USD,CNY,-7\n", "row 2, column rate: '-7' is not a rate"),
        ("date,base,currency,rate\n2024-05-30,dollar,CNY,7\n", "row 2, column base: 'dollar' is not a code"),
        ("date,base,currency,rate\n30/5,USD,CNY,7\n", "row 2, column date: '30/5' is not a date"),
        ("date,base,currency,rate\n2024,USD,CNY,7\n2024,USD,CNY,8\n", "row 3: the same date and currencies as row 2"),
        ("date,USD,CNY\n2024-05-30,1.08,x\n", "row 2, column CNY: 'x' is not a rate"),
        ("day,rate\n2024-05-30,1.08\n", "row 1: has neither the columns"),
        ("", "is empty"),
    ],
)
def test_broken_tables_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DatasetError) as caught:
        table(text, tmp_path)
    assert message in str(caught.value)


def test_the_central_bank() -> None:
    """Rates of single days as the European Central Bank published them, and cross rates of them."""
    bank = ecb_rates()
    assert bank is not None, "the extra rates is part of the development set-up"
    first = bank.on("EUR", "USD", date(2014, 3, 28))
    assert first is not None
    assert first.value == Decimal("1.3759")
    sunday = bank.on("EUR", "USD", date(2014, 3, 30))
    assert sunday is not None
    assert sunday.when == "2014-03-28"
    cross, back = bank.on("GBP", "USD", date(2016, 6, 24)), bank.on("USD", "GBP", date(2016, 6, 24))
    assert cross is not None
    assert back is not None
    assert abs(cross.value * back.value - 1) < Decimal("1e-20")
    assert bank.on("USD", "RUB", date(2023, 1, 2)) is None  # no rate since March 2022
    year = bank.mean("EUR", "USD", "2015")
    assert year is not None
    assert round(year.value, 3) == Decimal("1.110")
    assert bank.mean("EUR", "USD", "1998") is None


@pytest.mark.parametrize(("given", "status"), [([], 1), (["--rates", "off"], 0), (["--rates", str(WEEKLY)], 1)])
def test_the_switch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], status: int) -> None:
    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text("The line was sold for US$1.2 billion (€1.4 billion).", encoding="utf-8")
    run = CliRunner().invoke(cli, ["check", "--date", "2024-05-31", *given, "story.txt"])
    assert run.exit_code == status, run.output
    assert ("€1.1 billion" in run.output) == bool(status)


CONVERTED = "The line was sold for US$1.2 billion (€1.4 billion)."


@pytest.mark.parametrize(("rates", "found"), [("auto", 1), ("off", 0), (WEEKLY, 1)])
def test_every_way_in_has_the_same_rates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rates: Path | Literal["auto", "off"], found: int
) -> None:
    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert len(check_text(CONVERTED, published="2024-05-31", rates=rates).findings) == found

    story = json.dumps({"text": CONVERTED, "date": "2024-05-31"})
    answer = work.check(Config(rates=str(rates)), story, "json")
    assert len(json.loads(answer.body)["findings"]) == found

    Path("story.txt").write_text(CONVERTED, encoding="utf-8")
    run = CliRunner().invoke(cli, ["reference", "match", "--date", "2024-05-31", "--rates", str(rates), "story.txt"])
    assert run.exit_code == 0, run.output
    assert ("exchange rate: refuted (1 USD is " in run.output) == bool(found)


def test_rows_that_came_with_a_text_judge_alone() -> None:
    row = {"indicator": "Ship calls", "area": "Norland", "period": "2024", "value": "640"}
    assert check_text(CONVERTED, [row], "2024-05-31").findings == ()


def test_a_table_that_is_not_there_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("figurecheck.toml").write_text('strict = false\nrates = "gone.csv"\n', encoding="utf-8")
    run = CliRunner().invoke(cli, ["config", "show"])
    assert run.exit_code == 2
    assert "figurecheck.toml:2:1: rates is neither" in run.output
