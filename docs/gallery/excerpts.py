"""What the faces without a picture answer about the example story, written into docs/gallery.md.

Each excerpt stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; a test compares it with what the face
says now.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from verify.cli import cli

__all__ = ["EXCERPTS", "commented", "fresh", "write"]

STORY = "examples/shanghai-ip-edited.md"
_RULE = "change-amount-mismatch"  # the finding that is shown of long answers
_PLACE = re.compile(r"(<!-- begin (\S+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def _figurecheck(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments, prog_name="figurecheck")
    assert done.exit_code in (0, 1), done.output
    return done.stdout


def _check(form: str) -> str:
    return _figurecheck("check", "--format", form, STORY)


def _json() -> str:
    [finding] = [one for one in json.loads(_check("json"))["findings"] if one["rule"] == _RULE]
    shown = ("rule", "code", "severity", "diagnosis", "place", "message", "suggestions", "evidence", "fingerprint")
    return _dumped({key: finding[key] for key in shown})


def _sarif() -> str:
    [run] = json.loads(_check("sarif"))["runs"]
    [result] = [one for one in run["results"] if run["tool"]["driver"]["rules"][one["ruleIndex"]]["name"] == _RULE]
    shown = ("ruleId", "level", "message", "partialFingerprints", "fixes")
    return _dumped({key: result[key] for key in shown})


def _rdjson() -> str:
    return _dumped(next(one for one in json.loads(_check("rdjson"))["diagnostics"] if one["code"]["value"] == _RULE))


def _junit() -> str:
    lines = _check("junit").splitlines()
    start = next(n for n, line in enumerate(lines) if f'name="{_RULE}' in line)
    end = next(n for n, line in enumerate(lines) if n > start and "</testcase>" in line)
    return "\n".join(lines[start : end + 1])


def _github() -> str:
    lines = _check("github").splitlines()
    return "\n".join([*lines[:2], "…", *lines[-2:]])


def _csv() -> str:
    return "\n".join(_check("csv").splitlines()[:3])


def _http() -> str:
    """Return what a worker of the server answers; the routes around it are tested elsewhere."""
    from verify.config import Config
    from verify.server.work import check

    body = {"text": Path(STORY).read_text(encoding="utf-8"), "markup": "markdown"}
    answer = json.loads(check(Config(), json.dumps(body), "json").body)
    findings = [{key: one[key] for key in ("rule", "place", "message")} for one in answer["findings"][:2]]
    return _dumped({"schema_version": answer["schema_version"], "findings": findings})


def _fix() -> str:
    return "\n".join(_figurecheck("fix", "--quiet", STORY).splitlines()[:15])


def _corrections() -> str:
    return "\n".join(_figurecheck("fix", "--quiet", "--corrections", STORY).splitlines()[1:4])


def _word() -> str:
    import docx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checked.docx"
        commented(path)
        comments = list(docx.Document(str(path)).comments)
    return "\n\n".join(comment.text for comment in comments[:3])


def commented(path: Path) -> None:
    """Write the story as a Word document, and check it into `path`."""
    import docx

    words = Path(STORY).read_text(encoding="utf-8").split("---\n", 2)[2].split("\n\n")
    document = docx.Document()
    for block in (block.strip() for block in words if block.strip()):
        if block.startswith("# "):
            document.add_heading(block[2:], 1)
        else:
            document.add_paragraph(block)
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.docx"
        document.save(str(story))
        _figurecheck("check", "--date", "2025-02-26", "--format", "docx", "--output", str(path), str(story))


def _dumped(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)


EXCERPTS: dict[str, tuple[str, Callable[[], str]]] = {
    "word": ("", _word),
    "csv": ("", _csv),
    "json": ("json", _json),
    "http": ("json", _http),
    "sarif": ("json", _sarif),
    "github": ("", _github),
    "rdjson": ("json", _rdjson),
    "junit": ("xml", _junit),
    "fix": ("diff", _fix),
    "corrections": ("", _corrections),
}


def fresh(text: str) -> str:
    """Return the page with every excerpt as the faces say it now."""

    def written(found: re.Match[str]) -> str:
        language, say = EXCERPTS[found[2]]
        return f"{found[1]}```{language}\n{say()}\n```\n{found[3]}"

    return _PLACE.sub(written, text)


def write(page: Path) -> None:
    page.write_text(fresh(page.read_text(encoding="utf-8")), encoding="utf-8")
