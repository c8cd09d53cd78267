"""Fetching on request, against a server on this machine that replays answers; and nothing else opens a connection."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reference.build import open_store
from reference.errors import FetchError
from reference.fetching import Fetcher, sdmx_address, world_bank_address
from verify.cli import cli

ROOT = Path(__file__).parent.parent


def page(number: int, pages: int, year: str, value: float | None) -> bytes:
    head = {"page": number, "pages": pages, "per_page": 1, "total": pages, "sourceid": "2", "lastupdated": "2024-05-30"}
    entry = {
        "indicator": {"id": "SP.POP.TOTL", "value": "Population, total"},
        "country": {"id": "NA", "value": "Namibia"},
        "countryiso3code": "NAM", "date": year, "value": value, "unit": "", "obs_status": "", "decimal": 0,
    }  # fmt: skip
    return json.dumps([head, [entry]]).encode()


SDMX_CSV = b"""KEY,FREQ,CURRENCY,CURRENCY_DENOM,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,DECIMALS
EXR.M.USD.EUR,M,USD,EUR,U2,2024-01,1.0905,A,0,4
"""


@dataclass
class Replay:
    """What the server answers, by path, one after the other (the last again and again), and what it was asked."""

    answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def on(self, path: str, *answers: tuple[int, dict[str, str], bytes]) -> None:
        self.answers[path] = list(answers)


@pytest.fixture
def replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("FIGURECHECK_REFERENCES", str(tmp_path / "kept"))
    known = Replay()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append((self.path, dict(self.headers)))
            answers = known.answers.get(self.path) or [(404, {}, b"")]
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            if headers.get("X-Silent"):
                threading.Event().wait(1.0)
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep the output of tests clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    known.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield known
    server.shutdown()
    thread.join()
    server.server_close()


WB = "/country/NAM/indicator/SP.POP.TOTL?format=json&per_page=20000&date=2022:2023"


def fetcher(tmp_path: Path, **more: Any) -> Fetcher:
    return Fetcher(**{"folder": tmp_path / "fetched", "sleep": lambda _: None} | more)


def wb(replay: Replay) -> str:
    return world_bank_address(replay.address, "SP.POP.TOTL", ["NAM"], "2022", "2023")


def test_an_indicator_of_the_world_bank_is_fetched_once_and_added(replay: Replay, tmp_path: Path) -> None:
    replay.on(WB, (200, {}, page(1, 2, "2023", 2963095)))
    replay.on(f"{WB}&page=2", (200, {}, page(2, 2, "2022", 2889662)))
    command = ["reference", "fetch", "worldbank", "SP.POP.TOTL", "--area", "NAM", "--from", "2022", "--until", "2023"]
    command += ["--service", replay.address]
    run = CliRunner().invoke(cli, command)
    assert run.exit_code == 0, run.output
    assert "added worldbank-sp.pop.totl" in run.output
    assert "2 figures in 1 series, 2022 to 2023" in run.output
    with open_store([tmp_path / "kept" / "worldbank-sp.pop.totl"]) as store:
        rows = [(o.area, o.period, o.printed, o.vintage, o.url) for o in store.every()]
    url = "https://data.worldbank.org/indicator/SP.POP.TOTL"
    assert rows == [("NAM", "2022", "2889662", "2024-05-30", url), ("NAM", "2023", "2963095", "2024-05-30", url)]
    _, headers = replay.asked[0]
    assert headers["User-Agent"].startswith("figurecheck/")
    assert headers["Accept-Encoding"] == "identity"
    (record,) = (tmp_path / "cache" / "fetched").rglob("fetched.metadata.json")
    answers = json.loads(record.read_text(encoding="utf-8"))["answers"]
    assert [a["url"] for a in answers] == [f"{replay.address}{WB}", f"{replay.address}{WB}&page=2"]
    assert all(len(a["sha256"]) == 64 and a["fetched"].startswith("20") for a in answers)
    again = CliRunner().invoke(cli, [*command, "--replace"])
    assert again.exit_code == 0, again.output
    assert len(replay.asked) == 2, "a young answer is not asked for again"
    assert CliRunner().invoke(cli, [*command, "--replace", "--refresh"]).exit_code == 0
    assert len(replay.asked) == 4


def test_an_sdmx_service(replay: Replay, tmp_path: Path) -> None:
    replay.on("/data/EXR/M.USD.EUR?startPeriod=2024", (200, {"Content-Type": "text/csv"}, SDMX_CSV))
    command = ["reference", "fetch", "sdmx", replay.address, "EXR", "M.USD.EUR", "--from", "2024", "--name", "euro"]
    run = CliRunner().invoke(cli, command)
    assert run.exit_code == 0, run.output
    assert "added euro" in run.output
    with open_store([tmp_path / "kept" / "euro"]) as store:
        assert [(o.indicator, o.period, o.printed) for o in store.every()] == [("EXR.USD.EUR", "2024-01", "1.0905")]
    assert "sdmx.data+csv" in replay.asked[0][1]["Accept"]


def test_a_busy_service_is_asked_again(replay: Replay, tmp_path: Path) -> None:
    waits: list[float] = []
    good = page(1, 1, "2023", 1)
    busy = [(503, {"Retry-After": "7"}, b""), (429, {}, b""), (200, {"Content-Length": "9999"}, good)]
    replay.on(WB, *busy, (200, {}, good))
    kept = fetcher(tmp_path, sleep=waits.append).world_bank("SP.POP.TOTL", wb(replay))
    assert kept.read_bytes() == good
    assert waits == [7.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("answer", "more", "message"),
    [
        ((404, {}, b""), {}, "answers 404 Not Found"),
        ((500, {}, b""), {}, r"answers 500 Internal Server Error \(4 tries\)"),
        ((200, {}, b"x" * 4000), {"max_bytes": 1000}, "sends more than 1,000 bytes"),
        ((200, {"X-Silent": "yes"}, b"late"), {"timeout": 0.1, "tries": 2}, r"silent for 0.1 seconds \(2 tries\)"),
        ((302, {"Location": "file:///etc/hostname"}, b""), {}, "no address of the web|302"),
        ((200, {}, b"<html>maintenance</html>"), {}, "does not answer in the form of the World Bank"),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_kept(
    replay: Replay, tmp_path: Path, answer: tuple[int, dict[str, str], bytes], more: dict[str, Any], message: str
) -> None:
    replay.on(WB, answer)
    with pytest.raises(FetchError, match=message):
        fetcher(tmp_path, **more).world_bank("SP.POP.TOTL", wb(replay))
    assert [path for path in (tmp_path / "fetched").rglob("*") if path.is_file()] == []


def test_a_failed_refresh_leaves_the_kept_answer(replay: Replay, tmp_path: Path) -> None:
    replay.on(WB, (200, {}, page(1, 1, "2023", 1)), (404, {}, b""))
    kept = fetcher(tmp_path).world_bank("SP.POP.TOTL", wb(replay))
    before = kept.read_bytes()
    with pytest.raises(FetchError):
        fetcher(tmp_path, max_age=0).world_bank("SP.POP.TOTL", wb(replay))
    assert kept.read_bytes() == before
    kept.write_bytes(b"changed by somebody")
    replay.on(WB, (200, {}, before))
    assert fetcher(tmp_path).world_bank("SP.POP.TOTL", wb(replay)).read_bytes() == before


def test_nobody_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r"cannot be reached.*\(4 tries\)"):
        fetcher(tmp_path).sdmx("x", f"http://127.0.0.1:{port}/data/X/all")


def test_addresses() -> None:
    assert sdmx_address("ECB", "EXR", "M.USD+GBP.EUR", "2020", "") == (
        "https://data-api.ecb.europa.eu/service/data/EXR/M.USD+GBP.EUR?startPeriod=2020"
    )
    with pytest.raises(FetchError, match="no service is called 'moon'"):
        sdmx_address("moon", "EXR", "", "", "")
    with pytest.raises(FetchError, match="not an address of the web"):
        Fetcher(folder=Path("x")).sdmx("x", "ftp://example.org/data/X/all")
    assert not Path("x").exists()


def test_no_other_command_opens_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("FIGURECHECK_REFERENCES", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("indicator,area,period,value\nsheep,NAM,2023,12\n", encoding="utf-8")
    Path("s.txt").write_text(
        "The mill cost US$12 million (€11 million). Namibia had 12 sheep in 2023.", encoding="utf-8"
    )
    for command in (
        "reference add t.csv",
        "check --date 2024-05-31 s.txt",
        "check --date 2024-05-31 --format html s.txt",
        "extract s.txt",
        "reference list",
        "reference search sheep",
        "reference show sheep NAM",
        "reference match s.txt",
        "reference build t.csv -o t.sqlite",
        "reference remove t",
        "config show",
        "rules",
        "explain weekday-mismatch",
    ):
        run = CliRunner().invoke(cli, command.split())
        assert run.exit_code == 0, f"{command}: {run.output} {run.exception}"


def test_one_module_knows_how_to_open_one() -> None:
    """Everything else imports no client of the network."""
    client = re.compile(
        r"^\s*(?:import|from) (?:urllib\.request|http\.client|ftplib|requests|httpx|aiohttp|urllib3)\b", re.MULTILINE
    )
    paths = [path for package in ("claims", "reference", "verify") for path in (ROOT / package).rglob("*.py")]
    assert [p.name for p in paths if client.search(p.read_text(encoding="utf-8"))] == ["fetching.py"]
