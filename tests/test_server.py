"""The HTTP API: answers, limits, and problem documents for everything that goes wrong."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

import httpx
from jsonschema import Draft202012Validator

from verify.cli import cli
from verify.config import Config
from verify.server.app import create_app
from verify.server.models import FileText, Marks, SearchResult
from verify.server.pool import Pool
from verify.server.settings import Settings
from verify.version import VERSION

ROOT = Path(__file__).parent.parent
WRONG = "Sales rose from 40 to 50, or 20 percent. The fair opened on Monday, Feb. 25, 2025."
HOME = "http://127.0.0.1"
PROBLEM = "application/problem+json"


class Client:
    """Asks an application without its workers: for everything that is answered before a check."""

    def __init__(self, **settings: Any) -> None:
        self._app = create_app(Settings(config=Config(), **settings))

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=HOME) as http:
                return await http.request(method, path, **more)

        return anyio.run(ask)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.request("POST", path, **more)


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    """A body that does not say how long it is."""
    for part in parts:
        yield part


def told(response: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of a response, checked for its form."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == PROBLEM
    problem: dict[str, Any] = response.json()
    assert problem["type"] == "about:blank"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


# ---- stories, asked of a running server


def test_a_check_is_the_report_of_the_command_line(server: str) -> None:
    answer = httpx.post(f"{server}/v1/check", json={"text": WRONG, "date": "2025-03-01", "id": 7}).json()
    ran = CliRunner().invoke(
        cli, ["check", "-f", "jsonl", "-"], input=json.dumps({"id": 7, "text": WRONG, "date": "2025-03-01"})
    )
    assert answer == json.loads(ran.stdout)
    assert [f["rule"] for f in answer["findings"]] == ["percent-change-mismatch", "weekday-mismatch"]


def test_a_story_in_parts_and_figures_of_record_of_its_own(server: str) -> None:
    row = {"indicator": "exports", "area": "Norland", "period": "2024", "value": 297.1, "unit": "USD billion"}
    story = {"headline": "Exports rise", "body": "Norland's exports were worth $279.1 billion in 2024."}
    sent = {**story, "date": "2025-03-01", "reference": [{**row, "source": "Customs"}]}
    [finding] = httpx.post(f"{server}/v1/check", json=sent).json()["findings"]
    assert finding["rule"] == "record-value-mismatch"


@pytest.mark.parametrize(("form", "media", "words"), [
    ("html", "text/html", "<!DOCTYPE html>"), ("csv", "text/csv", "20 percent"), ("text", "text/plain", "✗ error"),
])  # fmt: skip
def test_forms_of_the_report(server: str, form: str, media: str, words: str) -> None:
    response = httpx.post(f"{server}/v1/check", params={"format": form}, json={"text": WRONG})
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert words in response.text


def test_extract_reads_without_judging(server: str) -> None:
    answer = httpx.post(f"{server}/v1/extract", json={"text": WRONG}).json()
    assert answer["findings"] == []
    assert [q["surface"] for q in answer["quantities"]][:3] == ["40", "50", "20 percent"]


def test_marks_count_as_browsers_do(server: str) -> None:
    text = f"🚢🚢 东京 {WRONG}"
    answer = httpx.post(f"{server}/v1/marks", json={"text": text}).json()
    Marks.model_validate(answer, strict=True, extra="forbid")
    units = text.encode("utf-16-le")
    for place in [*answer["findings"], *answer["figures"], *(s for f in answer["findings"] for s in f["suggestions"])]:
        assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == place["words"]
    assert [f["words"] for f in answer["findings"]] == ["20 percent", "Monday"]
    assert answer["tally"] == {"in_question": 3, "confirmed": 0, "adds_up": 0, "unchecked": 0}
    assert {f["finding"] for f in answer["figures"]} == {1}


MARKED_UP = "🚢 Sales of *all* kinds rose from **40** to 50, or **20** percent, in [spring](https://example.org/)."


@pytest.mark.parametrize("judge", [True, False])
def test_marks_of_markdown_stand_in_the_text_as_sent(server: str, judge: bool) -> None:
    answer = httpx.post(
        f"{server}/v1/marks", params={"judge": judge}, json={"text": MARKED_UP, "markup": "markdown"}
    ).json()
    Marks.model_validate(answer, strict=True, extra="forbid")
    units = MARKED_UP.encode("utf-16-le")
    for place in [*answer["findings"], *answer["figures"], *(s for f in answer["findings"] for s in f["suggestions"])]:
        assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == place["words"]
    assert [f["words"] for f in answer["figures"]] == ["40", "50", "20** percent"]
    changes = [(s["words"], s["replacement"]) for f in answer["findings"] for s in f["suggestions"]]
    assert changes == ([("20", "25"), ("50", "48")] if judge else [])


def test_a_check_of_markdown_tells_where_it_stands(server: str) -> None:
    [finding] = httpx.post(f"{server}/v1/check", json={"text": MARKED_UP, "markup": "markdown"}).json()["findings"]
    assert finding["place"]["column"] == MARKED_UP.index("20**") + 1


def test_a_story_beside_its_sources(server: str) -> None:
    sources = [
        {"name": "release.txt", "text": "The brewery sold 2,789,300 litres of beer in 2024."},
        {"name": "notes.md", "text": "# Notes\n\nThe brewery employs **412** people in Halden."},
    ]
    text = "The brewery sold 2.79 million litres of beer in 2024. The brewery employs 421 people in Halden."
    answer = httpx.post(f"{server}/v1/check", json={"text": text, "against": sources}).json()
    assert [(one["outcome"], one["passages"][0]["file"]) for one in answer["against"] if one["passages"]] == [
        ("found", "release.txt"),
        ("differs", "notes.md"),
    ]
    assert [f["rule"] for f in answer["findings"]] == ["source-figure-mismatch"]
    assert httpx.post(f"{server}/v1/check", json={"text": text}).json()["against"] is None


def test_marks_have_the_chart_and_the_source(server: str) -> None:
    answer = httpx.post(
        f"{server}/v1/marks", json={"text": (ROOT / "verify/server/static/example.txt").read_text("utf-8")}
    ).json()
    first = answer["findings"][0]
    assert first["chart"].startswith('<figure class="series">')
    assert first["proofs"][0]["source"]
    assert first["suggestions"][0]["replacement"] == "6,822"
    assert {f["standing"] for f in answer["figures"]} == {"in_question", "confirmed", "adds_up", "unchecked"}


def test_a_file_is_read(server: str) -> None:
    octets = {"Content-Type": "application/octet-stream"}
    data = (ROOT / "examples" / "shanghai-ip.md").read_bytes()
    answer = httpx.post(f"{server}/v1/read", params={"name": "story.md"}, content=data, headers=octets).json()
    FileText.model_validate(answer, strict=True, extra="forbid")
    assert answer["text"] == data.decode()
    assert answer["published"] == "2025-02-26"
    problem = told(
        httpx.post(f"{server}/v1/read", params={"name": "../x/a.txt"}, content=bytes(99), headers=octets), 422
    )
    assert problem["detail"].startswith("../x/a.txt ")


def test_a_word_file_is_read_and_markdown_keeps_its_markup(server: str) -> None:
    docx = pytest.importorskip("docx", reason="the extra `word` is not installed")
    octets = {"Content-Type": "application/octet-stream"}
    file = docx.Document()
    file.add_paragraph("Sales rose from 40 to 50, or 20 percent.")
    data = io.BytesIO()
    file.save(data)
    for name, content, text in (
        ("story.docx", data.getvalue(), "Sales rose from 40 to 50, or 20 percent."),
        ("story.md", b"Sales *rose* <b>5</b> percent.", "Sales *rose* <b>5</b> percent."),
    ):
        answer = httpx.post(f"{server}/v1/read", params={"name": name}, content=content, headers=octets).json()
        assert answer["text"].strip() == text


def test_the_record_is_searched(server: str) -> None:
    answer = httpx.get(f"{server}/v1/reference/search", params={"q": "valid trademarks", "limit": 1}).json()
    SearchResult.model_validate(answer, strict=True, extra="forbid")
    assert answer["hits"][0]["id"].startswith("cn.trademarks_valid")


def test_the_configuration_and_comments_are_obeyed(server: str) -> None:
    text = f'{WRONG} <!-- figurecheck: ignore weekday-mismatch, ARI101 reason="a joke" -->'
    assert httpx.post(f"{server}/v1/marks", json={"text": text}).json()["accepted"] == 2


def test_what_cannot_be_read_is_said_in_a_sentence(server: str) -> None:
    row = {"indicator": "x", "area": "y", "period": "soon", "value": "1", "unit": "", "source": "z"}
    problem = told(httpx.post(f"{server}/v1/check", json={"text": WRONG, "reference": [row]}), 422)
    assert problem["detail"].startswith("inline reference, row 1, column period")


@pytest.mark.parametrize("value", [3.5929147338196815e109, -1e-300, 9e24, 10**30, "1" + "0" * 300])
def test_figures_of_record_may_be_absurd(server: str, value: object) -> None:
    row = {"indicator": "ships", "area": "Norland", "period": "2024", "value": value, "unit": "", "source": "z"}
    sent = {"text": "Norland had 40 ships in 2024.", "reference": [row]}
    assert httpx.post(f"{server}/v1/marks", json=sent).status_code in (200, 422)


def test_the_same_story_gives_the_same_bytes(server: str) -> None:
    first, second = (httpx.post(f"{server}/v1/check", json={"text": WRONG}).content for _ in range(2))
    assert first == second


def test_empty_and_strange_stories_are_answered(server: str) -> None:
    for text in ("", " \n", "\x00\u2028\u202e", "9" * 5000, "٣٤", "<b>5</b> &amp; 6", "a\r\nb 5\r\n"):
        for path in ("check", "extract", "marks"):
            assert httpx.post(f"{server}/v1/{path}", json={"text": text}).status_code == 200


# ---- everything around them


def test_health_and_rules() -> None:
    with_app = Client()
    assert with_app.get("/v1/health").json()["version"] == VERSION
    rules = with_app.get("/v1/rules").json()
    assert {"code", "name", "family", "severity", "since", "title", "diagnoses"} == set(rules[0])
    page = with_app.get(f"/v1/rules/{rules[0]['code'].lower()}").json()
    assert page["documentation"].startswith(f"# {rules[0]['name']}")
    told(with_app.get("/v1/rules/nothing"), 404)


@pytest.mark.parametrize("name", ["report", "claim"])
def test_schemas_are_served(name: str) -> None:
    schema = Client().get(f"/v1/schemas/{name}").json()
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith(f"urn:figurecheck:schema:{name}:")


def test_the_description_has_no_loose_ends() -> None:
    description = Client().get("/openapi.json").json()
    schemas = description["components"]["schemas"]
    assert {"Report", "Claim", "Problem", "Marks", "TextStory", "PartsStory"} <= set(schemas)
    text = json.dumps(description)
    assert "urn:" not in text
    for name in set(text.split('"#/components/schemas/')[1:]):
        node: Any = schemas
        for part in name.split('"')[0].split("/"):
            node = node[part]
    for operations in description["paths"].values():
        for operation in operations.values():
            assert {"403", "421", "422", "500", "503"} <= set(operation["responses"])


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/nothing", 404), ("GET", "/../pyproject.toml", 404), ("GET", "/docs", 404), ("GET", "/v1/check", 405),
    ("DELETE", "/", 405), ("OPTIONS", "/v1/marks", 405), ("GET", "/v1/reference/search", 422),
    ("GET", "/v1/reference/search?q=a&limit=0", 422), ("GET", "/v1/schemas/other", 422),
])  # fmt: skip
def test_wrong_addresses(method: str, path: str, status: int) -> None:
    response = Client().request(method, path)
    told(response, status)
    if status == 405:
        assert response.headers["allow"]


ROW = {"indicator": "i", "area": "", "period": "", "value": "1", "unit": "", "source": ""}
MALFORMED: list[tuple[Any, str]] = [
    ({}, ""),
    ([], ""),
    ("text", ""),
    ({"text": 5}, "/text"),
    ({"text": "a", "date": "soon"}, "/date"),
    ({"text": "a", "date": "20250226"}, "/date"),
    ({"text": "a", "more": 1}, "/more"),
    ({"text": "a", "id": []}, "/id/str"),
    ({"headline": "a", "captions": "b"}, "/captions"),
    ({"text": "a", "reference": [{}]}, "/reference/0/indicator"),
    ({"text": "a", "reference": [ROW | {"value": []}]}, "/reference/0/value/"),
]


@pytest.mark.parametrize(("body", "where"), MALFORMED)
def test_bodies_that_are_not_as_described(body: Any, where: str) -> None:
    problem = told(Client().post("/v1/check", json=body), 422)
    assert problem["errors"][0]["where"].startswith(where)
    assert problem["errors"][0]["detail"]


def test_what_was_sent_is_not_repeated() -> None:
    response = Client().post("/v1/check", json={"text": "a", "date": "SECRET"})
    assert "SECRET" not in response.text


@pytest.mark.parametrize("body", [b"{", b"\xff", b"", b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}"])
def test_bodies_that_are_not_json(body: bytes) -> None:
    response = Client().post("/v1/check", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    told(response, response.status_code)


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_form_of_another_page_is_refused(media: str) -> None:
    for path in ("check", "extract", "marks", "read?name=a.txt"):
        told(Client().post(f"/v1/{path}", content=b'{"text": "a"}', headers={"Content-Type": media}), 415)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "[", "user@evil.example:80"]
)
def test_a_strange_name_is_not_answered(host: str) -> None:
    told(Client().get("/v1/health", headers={"Host": host}), 421)


@pytest.mark.parametrize("host", ["localhost:8750", "127.0.0.1", "[::1]:9", "LOCALHOST"])
def test_names_of_home(host: str) -> None:
    assert Client().get("/v1/health", headers={"Host": host}).status_code == 200


def test_names_of_a_server_on_the_network() -> None:
    network = Client(host="0.0.0.0", names=("checker.example",))
    assert network.get("/v1/health", headers={"Host": "checker.example"}).status_code == 200
    assert network.get("/v1/health", headers={"Host": "192.0.2.7:8750"}).status_code == 200
    told(network.get("/v1/health", headers={"Host": "evil.example"}), 421)


def test_pages_of_others_are_refused_unless_they_are_named() -> None:
    told(Client().get("/v1/health", headers={"Origin": "https://evil.example"}), 403)
    told(Client().get("/v1/health", headers={"Origin": "null"}), 403)
    assert Client().get("/v1/health", headers={"Origin": HOME}).status_code == 200
    assert "access-control-allow-origin" not in Client().get("/v1/health").headers
    named = Client(origins=("https://cms.example",))
    response = named.get("/v1/health", headers={"Origin": "https://cms.example"})
    assert response.headers["access-control-allow-origin"] == "https://cms.example"
    told(named.get("/v1/health", headers={"Origin": "https://evil.example"}), 403)


@pytest.mark.parametrize("path", ["/", "/v1/health", "/nothing", "/main.js"])
def test_every_answer_has_the_headers(path: str) -> None:
    headers = Client().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_body_that_is_too_large() -> None:
    small = Client(max_bytes=100)
    told(small.post("/v1/check", json={"text": "a" * 100}), 413)
    headers = {"Content-Type": "application/json"}
    told(small.post("/v1/check", content=pieces(b"a" * 60, b"a" * 60), headers=headers), 413)
    for length in ("-1", "x", "9" * 400):
        told(small.post("/v1/check", content=b"", headers={**headers, "Content-Length": length}), 413)


def test_a_body_that_does_not_arrive() -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        await anyio.sleep_forever()

    response = Client(upload_seconds=0.1).post(
        "/v1/check", content=endless(), headers={"Content-Type": "application/json"}
    )
    told(response, 408)


def test_too_many_requests() -> None:
    response = Client(max_requests=0).get("/v1/health")
    told(response, 503)
    assert response.headers["retry-after"] == "1"


def test_a_fault_is_a_problem_and_is_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Pool, "run", broken)
    problem = told(Client().post("/v1/check", json={"text": "a"}), 500)
    assert "ZeroDivisionError" not in json.dumps(problem)
    assert "ZeroDivisionError" in caplog.text
