"""Fetch figures from the World Bank or an SDMX service, on request: the only module that opens a connection.

Answers are kept as they came, with address, date and hash beside them (`fetched.metadata.json`), and asked for again
only when they are old. Then they are read like any file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reference.errors import FetchError

__all__ = ["SERVICES", "WORLD_BANK", "Fetcher", "sdmx_address", "world_bank_address"]

WORLD_BANK = "https://api.worldbank.org/v2"
SERVICES = {
    "ecb": "https://data-api.ecb.europa.eu/service",
    "estat": "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1",
    "ilo": "https://sdmx.ilo.org/rest",
    "oecd": "https://sdmx.oecd.org/public/rest",
}
_RECORD = "fetched.metadata.json"
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0  # seconds that a service may ask for before another try
_BLOCK = 65_536
_MOST_PAGES = 200
_PER_PAGE = 20_000
_SDMX_FORMS = "application/vnd.sdmx.data+csv;version=1.0.0, application/vnd.sdmx.data+json;version=1.0.0;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """How answers are asked for. `agent` names the program to the service, `pause` is left between requests."""

    folder: Path  # where answers are kept
    agent: str = "figurecheck"
    timeout: float = 30.0  # seconds without a byte
    patience: float = 600.0  # seconds for one answer as a whole
    tries: int = 4
    max_bytes: int = 100_000_000
    max_age: float = 7.0  # days after which a kept answer is asked for again
    pause: float = 0.5
    sleep: Callable[[float], None] = time.sleep

    def world_bank(self, indicator: str, address: str) -> Path:
        """Return the kept answers for an indicator: a file, or a folder of pages. Raises `FetchError`."""
        name = f"worldbank-{indicator}"

        def ask(folder: Path) -> list[dict[str, Any]]:
            asked = [self._save(address, folder / f"{name}.json")]
            for page in range(2, _pages(folder / f"{name}.json", address) + 1):
                self.sleep(self.pause)
                asked.append(self._save(f"{address}&page={page}", folder / f"{name}-{page}.json"))
            return asked

        return self._kept(address, name, ask)

    def sdmx(self, name: str, address: str) -> Path:
        """Return the kept answer of an SDMX service, with the ending that its form has. Raises `FetchError`."""

        def ask(folder: Path) -> list[dict[str, Any]]:
            record = self._save(address, folder / name, accept=_SDMX_FORMS)
            with (folder / name).open("rb") as stream:
                start = stream.read(200).lstrip(b"\xef\xbb\xbf \r\n")
            ending = ".xml" if start.startswith(b"<") else ".json" if start.startswith(b"{") else ".csv"
            os.rename(folder / name, folder / f"{name}{ending}")
            return [record | {"file": f"{name}{ending}"}]

        return self._kept(address, name, ask)

    def _kept(self, address: str, name: str, ask: Callable[[Path], list[dict[str, Any]]]) -> Path:
        """Return answers from the folder where they are young enough; else ask, and keep what came as a whole."""
        home = self.folder / hashlib.sha256(address.encode()).hexdigest()[:16]
        place = home / name
        if self._is_young(place):
            return _one_or_all(place)
        try:
            home.mkdir(parents=True, exist_ok=True)
            workshop = Path(tempfile.mkdtemp(prefix=".asking-", dir=home))
        except OSError as error:
            raise FetchError(f"{self.folder} cannot be written: {error.strerror}") from error
        try:
            answers = ask(workshop)
            (workshop / _RECORD).write_text(json.dumps({"answers": answers}, indent=2) + "\n", encoding="utf-8")
            if place.exists():
                os.rename(place, workshop / ".old")
            os.rename(workshop, place)
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
            with suppress(OSError):  # nothing came: leave no empty folders
                home.rmdir()
                self.folder.rmdir()
        shutil.rmtree(place / ".old", ignore_errors=True)
        return _one_or_all(place)

    def _is_young(self, place: Path) -> bool:
        """Tell whether kept answers are young enough and still the bytes that came."""
        try:
            answers = json.loads((place / _RECORD).read_text(encoding="utf-8"))["answers"]
            for answer in answers:
                age = datetime.now(UTC) - datetime.fromisoformat(answer["fetched"])
                whole = hashlib.sha256((place / answer["file"]).read_bytes()).hexdigest() == answer["sha256"]
                if age.total_seconds() > self.max_age * 86_400 or not whole:
                    return False
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return bool(answers)

    def _save(self, address: str, target: Path, accept: str = "application/json") -> dict[str, Any]:
        """Write an answer into a file; return its record."""
        if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
            raise FetchError(f"{address} is not an address of the web")
        for attempt in range(1, self.tries + 1):
            try:
                return self._ask(address, target, accept)
            except _TryAgainError as error:
                if attempt == self.tries:
                    raise FetchError(f"{address} {error} ({attempt} tries)") from error
                self.sleep(min(error.wait or 2.0 ** (attempt - 1), _LONGEST_WAIT))
        raise AssertionError("the last try returns or raises")

    def _ask(self, address: str, target: Path, accept: str) -> dict[str, Any]:
        headers = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "identity"}
        request = urllib.request.Request(address, headers=headers)
        started = time.monotonic()
        digest, size = hashlib.sha256(), 0
        try:
            with _OPENER.open(request, timeout=self.timeout) as answer, target.open("wb") as file:
                while block := answer.read(_BLOCK):
                    size += len(block)
                    if size > self.max_bytes:
                        raise FetchError(f"{address} sends more than {self.max_bytes:,} bytes; ask for less")
                    if time.monotonic() - started > self.patience:
                        raise FetchError(f"{address} is not through after {self.patience:.0f} seconds")
                    digest.update(block)
                    file.write(block)
                promised = answer.headers.get("Content-Length")
                if promised and promised.isdigit() and size != int(promised):
                    raise _TryAgainError(f"sent {size:,} of {int(promised):,} bytes")
                kind = answer.headers.get("Content-Type", "")
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _AGAIN:
                    raise _TryAgainError(f"answers {error.code} {error.reason}", _wait(error)) from error
                raise FetchError(f"{address} answers {error.code} {error.reason}") from error
        except urllib.error.URLError as error:
            raise _TryAgainError(f"cannot be reached: {error.reason}") from error
        except TimeoutError as error:
            raise _TryAgainError(f"is silent for {self.timeout:g} seconds") from error
        except (ConnectionError, EOFError) as error:
            raise _TryAgainError(f"breaks off: {error}") from error
        except OSError as error:
            raise FetchError(f"{target} cannot be written: {error.strerror or error}") from error
        return {
            "url": address,
            "file": target.name,
            "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
            "sha256": digest.hexdigest(),
            "bytes": size,
            "type": kind,
        }


class _TryAgainError(Exception):
    """The service may answer another time; `wait` is what it asks for, in seconds."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows a service to another address of the web, never to a file or another kind of server."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if urllib.parse.urlsplit(newurl).scheme not in ("http", "https"):
            raise FetchError(f"{req.full_url} leads to {newurl}, which is no address of the web")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = urllib.request.build_opener(_WebOnly)


def _wait(error: urllib.error.HTTPError) -> float:
    said = error.headers.get("Retry-After", "") if error.headers else ""
    return float(said) if said.isdigit() else 0.0


def _pages(file: Path, address: str) -> int:
    """Return how many pages an answer of the World Bank has."""
    try:
        head = json.loads(file.read_bytes())[0]
        pages = int(head.get("pages", 1))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise FetchError(f"{address} does not answer in the form of the World Bank") from error
    if pages > _MOST_PAGES:
        raise FetchError(f"{address} has {pages:,} pages; ask for fewer areas or years")
    return pages


def _one_or_all(place: Path) -> Path:
    files = [path for path in place.iterdir() if path.name != _RECORD and not path.name.startswith(".")]
    return files[0] if len(files) == 1 else place


def world_bank_address(base: str, indicator: str, areas: Sequence[str], first: str, last: str) -> str:
    """Return the address of an indicator for areas ("all", or codes) and years."""
    where = urllib.parse.quote(";".join(areas) or "all", safe=";")
    query: dict[str, str | int] = {"format": "json", "per_page": _PER_PAGE}
    if first or last:
        query["date"] = f"{first or last}:{last or first}"
    return f"{base.rstrip('/')}/country/{where}/indicator/{urllib.parse.quote(indicator)}?{_query(query)}"


def sdmx_address(service: str, flow: str, key: str, first: str, last: str) -> str:
    """Return the address of a data flow at a service: a name of `SERVICES`, or the address of its REST interface."""
    base = SERVICES.get(service.lower(), service)
    if "://" not in base:
        raise FetchError(f"no service is called {service!r}: give {', '.join(SERVICES)} or its address")
    query = {name: value for name, value in (("startPeriod", first), ("endPeriod", last)) if value}
    path = f"{base.rstrip('/')}/data/{urllib.parse.quote(flow, safe=',')}/{urllib.parse.quote(key or 'all', safe='.+')}"
    return path + (f"?{_query(query)}" if query else "")


def _query(query: dict[str, Any]) -> str:
    return urllib.parse.urlencode(query, safe=":")
