"""Make new inputs that keep the form of old ones: their words, figures, elements and values recombined.

Bytes changed at random mostly break a package or a document, and its reader refuses it at once. What is made here
still opens, and says something that nobody would write.
"""

from __future__ import annotations

import copy
import importlib
import io
import json
import random
import re
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.fuzz_extraction import PIECES

__all__ = ["changed_json", "changed_package", "changed_toml", "changed_xml", "recombined", "words_of"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|<[^<>\s]*|\w+|\s+|[^\w\s]")
_STRANGE: tuple[Any, ...] = (
    *(None, True, [], {}, "", " ", 0, -1, 0.5, 1e308, 10**30, "NaN", "1e999", "2024-02-30", "\ud800", "²", "x" * 300),
)


def words_of(texts: Sequence[str], most: int = 4000) -> list[str]:
    """Return the pieces that new texts are made of: those of figures, and the words of these texts."""
    found = dict.fromkeys(token for text in texts for token in _TOKEN.findall(text) if not token.isspace())
    return [*PIECES, *list(found)[:most]]


def recombined(chance: random.Random, text: str, words: Sequence[str], lines: Sequence[str]) -> str:
    """Change a text in one to four places: a word or figure for another, stretches doubled, left out, moved."""
    tokens = _TOKEN.findall(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(tokens) + 1)
        way = chance.randrange(8)
        if way == 0:
            tokens[at:at] = [" ", chance.choice(words), " "]
        elif way == 1:
            tokens[at : at + 1] = [chance.choice(words)]
        elif way == 2:
            del tokens[at : at + chance.randint(1, 4)]
        elif way == 3:
            tokens[at:at] = tokens[max(0, at - chance.randint(1, 12)) : at]
        elif way == 4:
            tokens[at:at] = [" ", chance.choice(lines), " "]
        else:
            _change_figure(chance, tokens, exchange=way == 5)
    return "".join(tokens)


def _change_figure(chance: random.Random, tokens: list[str], *, exchange: bool) -> None:
    """Exchange two figures, or change one digit or sign of one."""
    places = [n for n, token in enumerate(tokens) if token[0].isdigit()]
    if not places:
        return
    one, other = chance.choice(places), chance.choice(places)
    if exchange:
        tokens[one], tokens[other] = tokens[other], tokens[one]
    else:
        at = chance.randrange(len(tokens[one]))
        tokens[one] = tokens[one][:at] + chance.choice("0123456789.,") + tokens[one][at + chance.randrange(2) :]


def changed_json(chance: random.Random, data: bytes, words: Sequence[str]) -> bytes:
    """Change one to three values or keys of a JSON document; raises `ValueError` where it is none."""
    return json.dumps(_changed(chance, json.loads(data), words)).encode()


def changed_toml(chance: random.Random, data: bytes, words: Sequence[str]) -> bytes:
    """Change one to three values or keys of a TOML document; raises `ValueError` where it is none."""
    tree = _changed(chance, tomllib.loads(data.decode()), words)
    pairs = tree.items() if isinstance(tree, dict) else ()
    return "".join(f"{json.dumps(key)} = {_toml(value)}\n" for key, value in pairs).encode("utf-8", "replace")


def _toml(value: Any) -> str:
    """Write a value on one line; what TOML cannot hold is written as JSON would, and refused."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool | None) else str(value)


def _changed(chance: random.Random, tree: Any, words: Sequence[str]) -> Any:
    root = [tree]
    for _ in range(chance.randint(1, 3)):
        places = list(_places(root))
        holder, key = chance.choice(places)
        way = chance.randrange(5)
        if way == 0:
            holder[key] = chance.choice(_STRANGE)
        elif way == 1:
            holder[key] = chance.choice(words)
        elif way == 2:
            other, name = chance.choice(places)
            holder[key] = copy.deepcopy(other[name])
        elif way == 3 and isinstance(holder, dict):
            holder[chance.choice([name for _, name in places if isinstance(name, str)])] = holder.pop(key)
        elif holder is not root:
            del holder[key]
    return root[0]


def _places(value: Any) -> Any:
    """Yield every place of a tree as what holds it and its key."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield value, key
        yield from _places(one)


def changed_xml(chance: random.Random, data: bytes, change: Callable[[str], str]) -> bytes:
    """Change one to four elements of an XML document, `change` their text; raises `ValueError` where it is none."""
    etree: Any = importlib.import_module("lxml.etree")
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    for _ in range(chance.randint(1, 4)):
        elements = list(root.iter(etree.Element))
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        way = chance.randrange(6)
        if way == 0 and parent is not None:
            parent.remove(one)
        elif way == 1 and len(elements) < 2000:
            other.append(copy.deepcopy(one))
        elif way == 2:
            one.tag = other.tag
        elif way == 3 and one.attrib:
            name = chance.choice(list(one.attrib))
            values = [*other.attrib.values(), "", "0", "-1", "999999999999", "true"]
            one.set(name, chance.choice(values))
        elif way == 4 and one.attrib:
            del one.attrib[chance.choice(list(one.attrib))]
        else:
            texts = [element for element in elements if (element.text or "").strip()]
            found = chance.choice(texts) if texts else one
            found.text = _CONTROL.sub("", change(found.text or "7"))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def changed_package(chance: random.Random, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a ZIP archive, mostly the largest of those that say something; raises `ValueError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, EOFError, RuntimeError, OSError, zlib.error) as error:
        raise ValueError(str(error)) from error
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    if not names:
        raise ValueError("no part that could be changed")
    told = [name for name in names if name.endswith(("document.xml", "notes.xml")) or "/header" in name]
    name = chance.choice(told if told and chance.random() < 0.8 else names)
    parts[name] = change(parts[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
