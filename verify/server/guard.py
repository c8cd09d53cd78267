"""What every request must keep to before it is read, and the headers that every answer carries."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from verify.server.problems import ProblemError, problem
from verify.server.settings import Settings

__all__ = ["Guard"]

# Scripts and styles of this server alone; a chart is the one piece of markup that a script makes.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types figurecheck"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",  # a story before publication stays nowhere
}


class Guard:
    """Refuses strange names, strange origins, large and slow bodies, and too many requests at once."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await problem(refusal.status_code, refusal.detail, refusal.headers)(scope, receive, guarded)
            return
        self._running += 1
        try:
            await self._app(scope, self._limited(receive), guarded)
        finally:
            self._running -= 1

    def _refusal(self, scope: Scope) -> ProblemError | None:
        headers = Headers(scope=scope)
        name = _host_name(headers.get("host", ""))
        if name is None or not self._settings.knows(name):
            return ProblemError(
                421, "This server does not answer to that name; `figurecheck serve --allow-host NAME` adds one."
            )
        origin = headers.get("origin")
        if origin and origin not in self._settings.origins and _host_name(urlsplit(origin).netloc) != name:
            return ProblemError(403, "Pages of other origins may not use this server (--allow-origin adds one).")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 15 or int(length) > self._settings.max_bytes:
            return self._too_large()
        if self._running >= self._settings.max_requests:
            return ProblemError(503, "Too many requests at once; try again.", headers={"Retry-After": "1"})
        return None

    def _too_large(self) -> ProblemError:
        return ProblemError(413, f"A body may have {self._settings.max_bytes:,} bytes, no more.")

    def _limited(self, receive: Receive) -> Receive:
        """Count the bytes of a body that does not say how long it is, and do not wait for it for ever."""
        started = time.monotonic()
        seen = 0
        arriving = True

        async def limited() -> Message:
            nonlocal seen, arriving
            if not arriving:
                return await receive()
            left = self._settings.upload_seconds - (time.monotonic() - started)
            with anyio.move_on_after(max(left, 0)) as scope:
                message = await receive()
            if scope.cancelled_caught:
                raise ProblemError(408, "The body did not arrive in time.", headers={"Connection": "close"})
            seen += len(message.get("body", b""))
            if seen > self._settings.max_bytes:
                raise self._too_large()
            arriving = message.get("more_body", False)
            return message

        return limited


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded


def _host_name(host: str) -> str | None:
    """Return the name in a Host header, without its port; None where it is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
