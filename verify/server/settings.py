"""What a server is told when it starts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from verify.config import Config

__all__ = ["LOOPBACK_NAMES", "Settings", "is_loopback"]

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits and addresses; sizes in bytes, times in seconds."""

    config: Config
    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()  # further names that the server may be called by
    origins: tuple[str, ...] = ()  # web pages of others that may use the API
    workers: int = 2  # checks at the same time
    waiting: int = 32  # requests that may wait for a worker
    max_bytes: int = 2_000_000
    check_seconds: float = 20.0
    upload_seconds: float = 20.0
    max_requests: int = 256  # at the same time

    def knows(self, name: str) -> bool:
        """Tell whether a request may call the server by this name.

        A page of the web can point a name of its own at this machine and ask as if it were at home (DNS rebinding);
        it cannot choose the name, so only known names are answered. An address needs no resolving: any address
        will do where the server listens to the network.
        """
        if name in LOOPBACK_NAMES or name == self.host or name in self.names:
            return True
        return not is_loopback(self.host) and _is_address(name)


def is_loopback(host: str) -> bool:
    """Tell whether a server at this address can be reached from this machine alone."""
    if host == "localhost":
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
