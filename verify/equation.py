"""An equation over roles, written once: does it hold, what does it imply.

``current == base * (1 + rate)`` is parsed into a small tree in which every role stands once. Because of
that, one pass of interval arithmetic up the tree and one pass down (forward-backward propagation, "HC4
revise") gives the exact hull of every role: the check, the implied value and the base of the diagnosis come
from the same line.

Grammar: role names, numbers, ``+ - * /``, parentheses, ``sum(role)``, ``min(role)``, ``max(role)``,
``median(role)``, and one of ``== <= >=``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from claims.interval import EVERYTHING, Interval, total

__all__ = ["Domains", "Equation", "EquationError", "parse"]

Domains = Mapping[str, Sequence[Interval]]  # role -> the intervals of its terms; no terms: not printed


class EquationError(ValueError):
    """The text of an equation cannot be read."""


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    interval: Interval


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    fold: str = ""  # how several terms make one value: sum, min, max or median; "": there is one term


@dataclass(frozen=True, slots=True)
class _Operation:
    sign: str  # + - * /
    left: _Node
    right: _Node


_Node = _Number | _Role | _Operation


@dataclass(frozen=True)
class Equation:
    """A parsed equation; use `parse`."""

    text: str
    comparison: str  # == <= >=
    left: _Node
    right: _Node
    roles: tuple[str, ...]  # in the order they stand

    @cached_property
    def signs(self) -> Mapping[str, float] | None:
        """The equation as a signed sum that is zero: by role its sign, "" its number; ``None`` where it is no sum."""
        left, right = _signs(self.left, 1), _signs(self.right, -1)
        if self.comparison != "==" or left is None or right is None:
            return None
        return {**left, **right, "": left.get("", 0) + right.get("", 0)}

    def holds(self, domains: Domains) -> bool:
        """Tell whether some honest reading of all figures satisfies the equation."""
        left, right = _forward(self.left, domains), _forward(self.right, domains)
        if self.comparison == "==":
            return left.meets(right)
        if self.comparison == ">=":
            left, right = right, left
        return Interval(None, right.upper).meets(left)

    def adds_up(self, role: str) -> bool:
        """Tell whether the terms of a role are summed, so that one of them is what the others leave."""
        return _fold(self.left, role) in ("", "sum") and _fold(self.right, role) in ("", "sum")

    def missing(self, printed: Mapping[str, Sequence[object]]) -> tuple[str, ...]:
        """Return the roles that are not printed."""
        return tuple(role for role in self.roles if not printed.get(role))

    def implied(self, role: str, domains: Domains) -> Interval | None:
        """Return the values of `role` that the other roles leave, ``None`` when there are none.

        The printed value of the role itself is not used, so this is what the sentence *should* say.
        """
        if role not in self.roles:
            raise KeyError(role)
        others = {name: terms for name, terms in domains.items() if name != role}
        left, right = _forward(self.left, others), _forward(self.right, others)
        if _names(self.left, role):
            return _backward(self.left, role, _bound(right, self.comparison), others)
        flipped = {"<=": ">=", ">=": "<=", "==": "=="}[self.comparison]
        return _backward(self.right, role, _bound(left, flipped), others)


@cache
def parse(text: str) -> Equation:
    """Read an equation.

    Raises:
        EquationError: the text is no equation of the grammar, or a role stands twice.
    """
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise EquationError(f"not an equation: {text!r}") from error
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        raise EquationError(f"an equation has one ==, <= or >=: {text!r}")
    symbols: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.LtE: "<=", ast.GtE: ">="}
    comparison = symbols.get(type(tree.ops[0]))
    if comparison is None:
        raise EquationError(f"an equation has one ==, <= or >=: {text!r}")
    left, right = _build(tree.left, text), _build(tree.comparators[0], text)
    roles = (*_roles(left), *_roles(right))
    if len(set(roles)) != len(roles):
        raise EquationError(f"a role stands twice in {text!r}; the hull would not be exact")
    return Equation(text, comparison, left, right, roles)


def _number(value: Decimal) -> _Number:
    return _Number(value, Interval.point(value))


def _build(node: ast.expr, text: str) -> _Node:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return _number(Decimal(str(node.value)))
    if isinstance(node, ast.Name):
        return _Role(node.id)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _Operation("-", _number(Decimal(0)), _build(node.operand, text))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FOLDS:
        if len(node.args) == 1 and isinstance(node.args[0], ast.Name):
            return _Role(node.args[0].id, node.func.id)
        raise EquationError(f"{node.func.id}() takes one role: {text!r}")
    if isinstance(node, ast.BinOp):
        signs: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
        sign = signs.get(type(node.op))
        if sign is not None:
            return _Operation(sign, _build(node.left, text), _build(node.right, text))
    raise EquationError(f"cannot read {ast.unparse(node)!r} in {text!r}")


def _roles(node: _Node) -> list[str]:
    if isinstance(node, _Role):
        return [node.name]
    if isinstance(node, _Operation):
        return [*_roles(node.left), *_roles(node.right)]
    return []


def _signs(node: _Node, sign: int) -> dict[str, float] | None:
    """Return the sign of each role of a tree of sums and differences; ``None`` for any other tree."""
    if isinstance(node, _Number):
        return {"": sign * float(node.value)}
    if isinstance(node, _Role):
        return {node.name: sign} if node.fold in ("", "sum") else None
    if node.sign not in "+-":
        return None
    left, right = _signs(node.left, sign), _signs(node.right, sign if node.sign == "+" else -sign)
    if left is None or right is None:
        return None
    return {**left, **right, "": left.get("", 0) + right.get("", 0)}


def _fold(node: _Node, role: str) -> str:
    if isinstance(node, _Role):
        return node.fold if node.name == role else ""
    return _fold(node.left, role) or _fold(node.right, role) if isinstance(node, _Operation) else ""


def _names(node: _Node, role: str) -> bool:
    return role in _roles(node)


def _forward(node: _Node, domains: Domains) -> Interval:
    if isinstance(node, _Number):
        return node.interval
    if isinstance(node, _Role):
        terms = domains.get(node.name)
        if not terms:
            return EVERYTHING
        return _FOLDS[node.fold](terms) if node.fold else terms[0]
    left, right = _forward(node.left, domains), _forward(node.right, domains)
    if node.sign == "+":
        return left + right
    if node.sign == "-":
        return left - right
    return left * right if node.sign == "*" else left / right


def _least(terms: Sequence[Interval]) -> Interval:
    """Return the interval of the smallest of several values."""
    lower = None if any(t.lower is None for t in terms) else min(t.lower for t in terms if t.lower is not None)
    uppers = [t.upper for t in terms if t.upper is not None]
    return Interval(lower, min(uppers, default=None))


def _greatest(terms: Sequence[Interval]) -> Interval:
    """Return the interval of the largest of several values."""
    return -_least([-t for t in terms])


def _median(terms: Sequence[Interval]) -> Interval:
    """Return the interval of the middle one of several values, of an even number the mean of the two in the middle.

    A median grows with each of its values, so its bounds are the medians of their bounds.
    """
    lowers = [t.lower for t in terms if t.lower is not None]
    uppers = [t.upper for t in terms if t.upper is not None]
    if len(lowers) < len(terms) or len(uppers) < len(terms):
        return EVERYTHING
    return Interval(_middle(lowers), _middle(uppers))


def _middle(values: Sequence[Decimal]) -> Decimal:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


_FOLDS: dict[str, Callable[[Sequence[Interval]], Interval]] = {
    "sum": total,
    "min": _least,
    "max": _greatest,
    "median": _median,
}


def _bound(other: Interval, comparison: str) -> Interval:
    if comparison == "==":
        return other
    return Interval(None, other.upper) if comparison == "<=" else Interval(other.lower, None)


def _backward(node: _Node, role: str, target: Interval, domains: Domains) -> Interval | None:
    """Carry `target`, the values that `node` may take, down to the role."""
    if isinstance(node, _Role):
        return target
    if isinstance(node, _Number):
        return None
    if _names(node.left, role):
        other = _forward(node.right, domains)
        inverse = {"+": target - other, "-": target + other}.get(node.sign)
        if inverse is None:
            inverse = target / other if node.sign == "*" else target * other
        return _backward(node.left, role, inverse, domains)
    other = _forward(node.left, domains)
    if node.sign == "+":
        inverse = target - other
    elif node.sign == "-":
        inverse = other - target
    elif node.sign == "*":
        inverse = target / other
    else:
        inverse = other / target
    return _backward(node.right, role, inverse, domains)
