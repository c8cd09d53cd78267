"""The shape of the code: who imports whom, what is imported late, what is exported, how long a file is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("claims", "reference", "verify")
ALLOWED = {"claims": {"claims"}, "reference": {"claims", "reference"}, "verify": set(PACKAGES)}
HEAVY = {"pandas", "numpy", "pint", "jsonschema", "babel", "charset_normalizer", "platformdirs"}
HEAVY |= {"docx", "lxml", "trafilatura", "pypdf", "striprtf"}  # of extras
LONGEST = 400

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST]) -> set[str]:
    """First names of what the nodes import."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            names.add(node.module.split(".")[0])
    return names


def at_import_time(tree: ast.Module) -> Iterator[ast.AST]:
    """Statements that run when the module is imported: not in functions, not for the type checker alone."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting.extend(node.orelse)
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


@each_module
def test_packages_import_only_those_before_them(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert imported(ast.walk(tree_of(path))) & set(PACKAGES) <= ALLOWED[package]


@each_module
def test_heavy_packages_are_imported_late(path: Path) -> None:
    assert not imported(at_import_time(tree_of(path))) & HEAVY


@each_module
def test_exports_are_sorted_and_defined(path: Path) -> None:
    tree = tree_of(path)
    exports = next((node for node in tree.body if is_all(node)), None)
    if exports is None:
        assert path.name in ("__init__.py", "__main__.py"), "a module says what it exports"
        return
    assert isinstance(exports, ast.Assign)
    names = ast.literal_eval(exports.value)
    assert names == sorted(names, key=sort_key)
    assert set(names) <= set(defined(tree)) | lazily_defined(tree)


def is_all(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)


def sort_key(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as ruff sorts them."""
    group = 0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2
    return group, name


def defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)


def lazily_defined(tree: ast.Module) -> set[str]:
    """Names that a module-level `__getattr__` gives; the strings of its body are taken to be them."""
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "__getattr__"]
    strings = (n.value for n in ast.walk(tree) if functions and isinstance(n, ast.Constant))
    return {value for value in strings if isinstance(value, str)}


@each_module
def test_every_module_says_what_it_is(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree) or not tree.body, "write a docstring"
    assert path.stem not in {"utils", "helpers", "common", "misc"}


@each_module
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@each_module
def test_nothing_is_left_open(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|HACK)\b|NotImplementedError|pragma: no cover", text, re.MULTILINE)


@each_module
def test_no_match_is_asked_for_its_pattern_by_identity(path: Path) -> None:
    """A lazy pattern is another object than the compiled one that a match knows."""
    assert not re.search(r"\.re (?:is|==|in)\b", path.read_text(encoding="utf-8")), "use claims.patterns.found_by"


@each_module
def test_no_place_of_one_machine_is_named(path: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:work|home|root|opt|Users)/", path.read_text(encoding="utf-8"))


def test_only_the_readers_of_tables_import_pandas() -> None:
    users = [path for path in MODULES if "pandas" in imported(ast.walk(tree_of(path)))]
    folders = {ROOT / "reference" / "readers", ROOT / "reference" / "tables"}
    assert all(path.parent in folders for path in users), users


def test_data_files_are_packaged() -> None:
    import tomllib

    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = data["tool"]["setuptools"]["package-data"]
    for package in PACKAGES:
        files = [p for p in (ROOT / package).rglob("*") if p.is_file() and p.suffix != ".py"]
        covered = {f for pattern in patterns[package] for f in (ROOT / package).glob(pattern)}
        missing = [f for f in files if f not in covered and "__pycache__" not in f.parts]
        assert missing == []
