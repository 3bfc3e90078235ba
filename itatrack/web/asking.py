"""Ask many addresses at once, each for a bounded time."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from itatrack.findings.message import Message, message, reason
from itatrack.web.connection import PrivateAddressError, head_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

AT_ONCE = 8
MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
# What a resolver says of a name that nobody has; all else may be its own trouble.
_UNKNOWN_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

_FAILURES: Final[dict[type[Exception], Message]] = {
    socket.gaierror: message("the name cannot be looked up: is this machine on the internet?"),
    ssl.SSLError: message("no secure connection (https) can be made with it"),
    TimeoutError: message("it took too long"),
    http.client.HTTPException: message("what answers is not a web server, or it broke off"),
}
# By the numbers of OpenSSL; all else is `_NOT_TRUSTED`, also where a server leaves certificates out between its own
# and a known one: browsers fetch them, and this program does not.
_CERTIFICATES: Final = {
    10: message("its certificate has expired: whoever keeps the web site has to renew it"),
    62: message("its certificate is that of another web site"),
    64: message("its certificate is that of another web site"),
}
_NOT_TRUSTED: Final = message("its certificate is vouched for by nobody whom this machine knows")

Outcome = Literal["answers", "moved", "gone", "private", "unreachable"]


class Reply(NamedTuple):
    """What became of asking an address, why, and the address where the page is now if it has moved."""

    outcome: Outcome
    why: Message | None = None
    target: str | None = None


_NO_SUCH_NAME: Final = Reply("gone", message("nobody has this name"))


def ask_all(addresses: Collection[str], seconds: float, *, private: bool = False) -> Mapping[str, Reply]:
    """Ask each address once, several at a time, and return what became of it.

    Args:
        addresses: the addresses.
        seconds: how long each may take, its redirects included.
        private: whether addresses of private networks are allowed.
    """
    waiting: SimpleQueue[str] = SimpleQueue()
    done: SimpleQueue[tuple[str, Reply]] = SimpleQueue()
    for address in dict.fromkeys(addresses):
        waiting.put(address)
    context = ssl.create_default_context()
    replies = dict.fromkeys(addresses, Reply("unreachable", message("it took too long")))

    def work() -> None:
        while True:
            try:
                address = waiting.get_nowait()
            except Empty:
                return
            done.put((address, ask(address, seconds, context, private=private)))

    # They do not keep the process: a name that is looked up cannot be given up.
    for _ in range(min(AT_ONCE, len(replies))):
        Thread(target=work, daemon=True).start()
    deadline = time.monotonic() + seconds * (-(-len(replies) // AT_ONCE) + 1)
    for _ in replies:
        try:
            address, reply = done.get(timeout=max(deadline - time.monotonic(), 0.001))
        except Empty:
            break
        replies[address] = reply
    if all(reply == _NO_SUCH_NAME for reply in replies.values()):  # so the trouble may well be here
        return dict.fromkeys(replies, Reply("unreachable", _FAILURES[socket.gaierror]))
    return replies


def ask(address: str, seconds: float, context: ssl.SSLContext, *, private: bool) -> Reply:
    """Ask an address, follow where it sends on to, and return what became of it."""
    deadline = time.monotonic() + seconds
    now = address
    for _ in range(MAX_REDIRECTS + 1):
        try:
            parts = urlsplit(now)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                return Reply(
                    "unreachable", message("it redirects to what is not a web address: {address}", address=now)
                )
            left = max(deadline - time.monotonic(), 0.001)
            head = head_of(parts, left, context if parts.scheme == "https" else None, private=private)
        except Exception as error:  # noqa: BLE001  one server must not hide what the others say
            # A connection that is shut when its time is over fails in as many ways as there are steps.
            return _failed(TimeoutError() if time.monotonic() >= deadline else error)
        if head.status in _REDIRECTS and head.location:
            now = urljoin(now, head.location)
            continue
        if head.status in _GONE:
            return Reply("gone", message("the server says that there is no such page ({status})", status=head.status))
        if head.status not in range(200, 300):
            return Reply("unreachable", message("the server answers with {status}", status=head.status))
        return Reply("answers") if _is_same(urlsplit(address), urlsplit(now)) else Reply("moved", None, now)
    return Reply("unreachable", message("it is sent on from address to address without end"))


def _is_same(old: SplitResult, new: SplitResult) -> bool:
    """Check whether two addresses are one, but for `https` in place of `http` and a slash at the end."""
    places = [(one.hostname, one.path.rstrip("/"), one.query) for one in (old, new)]
    return places[0] == places[1]


def _failed(error: Exception) -> Reply:
    """Return what an error says of an address."""
    if isinstance(error, PrivateAddressError):
        return Reply("private")
    if isinstance(error, socket.gaierror) and error.errno in _UNKNOWN_NAME:
        return _NO_SUCH_NAME
    if isinstance(error, ssl.SSLCertVerificationError):
        return Reply("unreachable", _CERTIFICATES.get(error.verify_code, _NOT_TRUSTED))
    why = next((said for kind, said in _FAILURES.items() if isinstance(error, kind)), None)
    if why is None and isinstance(error, OSError):
        why = message("no connection: {reason}", reason=reason(error))
    return Reply("unreachable", why or message("it is not a right web address"))
