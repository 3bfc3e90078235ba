"""Web addresses are asked for a bounded time, and never those of a private network unless that is allowed."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from itatrack.findings.message import ENGLISH
from itatrack.web.asking import Reply, ask_all
from itatrack.web.connection import is_public

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST, PRIVATE_PORT = "www.example.go.th", 80
# What OpenSSL signs certificates by.
AUTHORITY = """[ca]
default_ca = own
[own]
database = {folder}/index
new_certs_dir = {folder}
serial = {folder}/serial
default_md = sha256
policy = policy
x509_extensions = names
[policy]
commonName = supplied
[names]
subjectAltName = DNS:{host}
basicConstraints = CA:TRUE
"""
asked: list[tuple[str, str | None]] = []


class Site(BaseHTTPRequestHandler):
    """A web site with pages of every kind; what was asked is kept in `asked`."""

    def do_GET(self) -> None:
        """Answer by the path."""
        asked.append((self.path, self.headers.get("Cookie")))
        to = {"/old": "/new", "/loop": "/loop", "/out": "file:///etc/passwd", "/slash": "/slash/", "/lost": "/404"}
        to |= {"/inside": "https://10.0.0.1/", "/own": f"http://127.0.0.1:{PRIVATE_PORT}/"}
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
    assert reply.outcome in {"private", "unreachable", "gone"}
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


def certificate(folder: Path, last_year: int) -> tuple[Path, Path]:
    """Return a certificate of `HOST` until the end of a year, which vouches for itself, and its key."""
    folder.mkdir()
    (folder / "index").touch()
    (folder / "settings").write_text(AUTHORITY.format(folder=folder, host=HOST), encoding="ascii")
    request, key, signed = folder / "request", folder / "key", folder / "certificate"
    usual = ["-config", str(folder / "settings"), "-batch"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", f"/CN={HOST}"]
    days = ["-startdate", "20000101000000Z", "-enddate", f"{last_year}1231000000Z"]
    for arguments in (
        ["req", *usual, *kind, "-keyout", str(key), "-out", str(request)],
        ["ca", *usual, *days, "-selfsign", "-create_serial", "-keyfile", str(key), "-in", str(request), "-out", signed],
    ):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)
    return signed, key


@contextmanager
def secure_site(certificate: tuple[Path, Path]) -> Iterator[int]:
    """Run the web site over HTTPS, and return its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # of those who hang up
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs OpenSSL")
def test_a_secure_web_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over HTTPS outcomes are the same; a certificate that proves nothing is named, and is never a page that is gone.

    Names lead to public addresses, which lead to servers of this machine: so what private networks are is tried too.
    """
    places: dict[tuple[str, int], int] = {}
    connect = socket.socket.connect

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        public = {HOST: "203.0.114.7", "old.example.go.th": "203.0.114.8"}
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (public.get(host, host), port))]

    def connect_here(self: socket.socket, place: tuple[str, int]) -> None:
        reached.append(place)
        connect(self, ("127.0.0.1", places[place]))

    reached: list[tuple[str, int]] = []
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", connect_here)
    good = certificate(tmp_path / "good", 2120)
    outcomes = {
        "/same": ("answers", None),
        "/old": ("moved", None),
        "/404": ("gone", "the server says that there is no such page (404)"),
        "/inside": ("private", None),
        "/own": ("private", None),
        "/500": ("unreachable", "the server answers with 500"),
    }
    with secure_site(good) as secure, secure_site(certificate(tmp_path / "expired", 2020)) as expired:
        places |= {("203.0.114.7", 443): secure, ("203.0.114.8", 443): secure, ("203.0.114.7", 8443): expired}
        monkeypatch.setenv("SSL_CERT_FILE", str(good[0]))
        replies = ask_all([f"https://{HOST}{path}" for path in outcomes], 5)
        assert {path: _of(replies[f"https://{HOST}{path}"]) for path in outcomes} == outcomes
        assert replies[f"https://{HOST}/old"].target == f"https://{HOST}/new"
        assert {host for host, _ in reached} == {"203.0.114.7"}
        other = ask_all(["https://old.example.go.th/404"], 5)["https://old.example.go.th/404"]
        assert _of(other) == ("unreachable", "its certificate is that of another web site")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "expired" / "certificate"))
        late = ask_all([f"https://{HOST}:8443/404"], 5)[f"https://{HOST}:8443/404"]
        assert _of(late) == (
            "unreachable",
            "its certificate has expired: whoever keeps the web site has to renew it",
        )
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
        unknown = ask_all([f"https://{HOST}/404"], 5)[f"https://{HOST}/404"]
        assert _of(unknown) == ("unreachable", "its certificate is vouched for by nobody whom this machine knows")


def _of(reply: Reply) -> tuple[str, str | None]:
    return reply.outcome, ENGLISH(reply.why) if reply.why else None


def test_a_server_that_is_not_secure(site: str) -> None:
    """One that answers without HTTPS where it was asked for is not said to have a wrong certificate."""
    address = site.replace("http:", "https:")
    reply = ask_all([address], 5, private=True)[address]
    assert _of(reply) == ("unreachable", "no secure connection (https) can be made with it")
