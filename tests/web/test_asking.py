"""Web addresses are asked for a bounded time, and never those of a private network unless that is allowed."""

from __future__ import annotations

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from itatrack.web.asking import ask_all
from itatrack.web.connection import is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

asked: list[tuple[str, str | None]] = []


class Site(BaseHTTPRequestHandler):
    """A web site with pages of every kind; what was asked is kept in `asked`."""

    def do_GET(self) -> None:
        """Answer by the path."""
        asked.append((self.path, self.headers.get("Cookie")))
        to = {"/old": "/new", "/loop": "/loop", "/out": "file:///etc/passwd", "/slash": "/slash/", "/lost": "/404"}
        if self.path == "/drip":
            for letter in b"HTTP/1.1 200 OK\r\n" * 100:
                try:
                    self.wfile.write(bytes([letter]))
                except OSError:
                    return
                time.sleep(0.1)
        elif self.path in to:
            self.send_response(302)
            self.send_header("Location", to[self.path])
            self.send_header("Set-Cookie", "a=b")
            self.end_headers()
        else:
            self.send_response(int(self.path[1:]) if self.path[1:].isdigit() else 200)
            self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Return the address of a web site of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_each_outcome_is_told_apart(site: str) -> None:
    """A page answers, has moved, is gone or cannot be reached; no cookie comes back, and no page twice."""
    asked.clear()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        pages = {
            f"{site}/ประกาศ หน้า?ก=1#บน": "answers",
            f"{site}/slash": "answers",
            f"{site}/old": "moved",
            f"{site}/404": "gone",
            f"{site}/410": "gone",
            f"{site}/lost": "gone",
            f"{site}/500": "unreachable",
            f"{site}/loop": "unreachable",
            f"{site}/out": "unreachable",
            f"http://127.0.0.1:{closed.getsockname()[1]}/": "unreachable",
            "http://[::1": "unreachable",
            "http://a..b/": "unreachable",
        }
        replies = ask_all([*pages, *pages], 5, private=True)
    assert {page: reply.outcome for page, reply in replies.items()} == pages
    assert replies[f"{site}/old"].target == f"{site}/new"
    assert {cookie for _, cookie in asked} == {None}
    assert [path for path, _ in asked].count("/410") == 1


def test_a_machine_without_internet_calls_no_page_gone(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no name at all can be looked up, the pages may well be there; beside one that answers, they are not."""

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    names = ["http://a.example.go.th/", "https://ข.example.go.th/"]
    assert {reply.outcome for reply in ask_all(names, 5, private=True).values()} == {"unreachable"}
    assert [reply.outcome for reply in ask_all([*names, f"{site}/"], 5, private=True).values()] == [
        "gone",
        "gone",
        "answers",
    ]


def test_a_slow_server_takes_no_longer_than_allowed(site: str) -> None:
    """One that sends a letter at a time is given up when its time is over."""
    began = time.monotonic()
    assert ask_all([f"{site}/drip"], 0.5, private=True)[f"{site}/drip"].outcome == "unreachable"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_private_network_is_never_asked(site: str, host: str) -> None:
    """However an address of this machine is written, nothing is sent to it."""
    asked.clear()
    address = f"http://{host}:{site.rpartition(':')[2]}/"
    reply = ask_all([address], 5)[address]
    assert reply.outcome in {"unreachable", "gone"}
    assert asked == []


def test_the_address_that_was_judged_is_the_one_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once: one that leads elsewhere the next time (DNS rebinding) gains nothing."""
    looked_up: list[str] = []
    connected: list[object] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        looked_up.append(host)
        address = "203.0.114.7" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(_: socket.socket, place: object) -> None:
        connected.append(place)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", connect, raising=False)
    ask_all(["http://rebind.example.go.th/"], 5)
    assert (looked_up, connected) == (["rebind.example.go.th"], [("203.0.114.7", 80)])


def test_what_is_public() -> None:
    """Private, local, shared, reserved and multicast addresses are not, nor such as hold one of these."""
    private = ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"]  # noqa: S104
    private += ["::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::a00:1"]
    assert [address for address in private if is_public(address)] == []
    assert all(map(is_public, ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"]))
