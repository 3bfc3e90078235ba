"""A connection to a public address only: the one that was looked up is judged, and it is the one that is used."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from urllib.parse import SplitResult

# Prefixes of IPv6 in whose last four bytes an address of IPv4 stands: RFC 6052 and RFC 4291.
_WITH_IPV4 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


class PrivateAddressError(OSError):
    """Raised where a name leads to an address that is not of the public internet."""


class Head(NamedTuple):
    """What a server answers before the page: the status, and where it sends on to."""

    status: int
    location: str | None


def is_public(address: str) -> bool:
    """Check whether an IP address is one of the public internet, and no way round to one that is not."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in network for network in _WITH_IPV4):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def head_of(parts: SplitResult, seconds: float, context: ssl.SSLContext | None, *, private: bool) -> Head:
    """Ask for a page, and return what the server answers before it; the page itself is not read.

    Args:
        parts: the address.
        seconds: how long all of it may take.
        context: which certificates are trusted; None for `http`.
        private: whether addresses of private networks are allowed.

    Raises:
        PrivateAddressError: the name leads into a private network.
        OSError: nothing answers in time.
        http.client.HTTPException: what answers is no web server.
    """
    deadline = time.monotonic() + seconds
    name = parts.hostname or ""
    host = name if _is_ip(name) else name.encode("idna").decode()
    port = parts.port or (443 if context else 80)
    used = _connected(host, port, deadline, private=private)
    if context:
        used = context.wrap_socket(used, server_hostname=host, do_handshake_on_connect=False)
    # Each step may take as long as is left; the timer ends a server that sends a letter at a time.
    timer = Timer(max(deadline - time.monotonic(), 0), _shut, (used,))
    timer.daemon = True
    timer.start()
    try:
        used.settimeout(max(deadline - time.monotonic(), 0.001))
        if isinstance(used, ssl.SSLSocket):
            used.do_handshake()
        connection = http.client.HTTPConnection(host, port)
        connection.sock = used
        connection.request("GET", _target(parts), headers={"User-Agent": "itatrack", "Connection": "close"})
        with connection.getresponse() as answer:
            return Head(answer.status, answer.headers.get("Location"))
    finally:
        timer.cancel()
        used.close()


def _connected(host: str, port: int, deadline: float, *, private: bool) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not private and not all(is_public(str(place[0])) for *_, place in found):
        raise PrivateAddressError(None, host)
    error = OSError(None, host)
    for family, kind, protocol, _, place in found:
        connected = socket.socket(family, kind, protocol)
        try:
            connected.settimeout(max(deadline - time.monotonic(), 0.001))
            connected.connect(place)
        except OSError as failed:
            connected.close()
            error = failed
        else:
            return connected
    raise error


def _shut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _is_ip(host: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host.partition("%")[0]))
    return False


def _target(parts: SplitResult) -> str:
    """Return the path and query of an address as a request has them; Thai letters are percent-encoded."""
    from urllib.parse import quote

    safe = "%/:=&?~#+!$,;'@()*[]"
    path = quote(parts.path or "/", safe=safe)
    return f"{path}?{quote(parts.query, safe=safe)}" if parts.query else path
