"""Requests as bytes on a socket: what no browser and no library would send."""

import socket
from collections.abc import Iterable, Mapping


def request(
    line: str, headers: Mapping[str, str] | Iterable[tuple[str, str]], body: bytes = b""
) -> bytes:
    """Return a request; its length is told where there is a body."""
    told = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
    if body:
        told.append(("Content-Length", str(len(body))))
    head = "".join(f"{text}\r\n" for text in (line, *(f"{name}: {value}" for name, value in told)))
    return head.encode() + b"\r\n" + body


def asked(port: int, raw: bytes, reached: str = "127.0.0.1") -> tuple[int, bytes]:
    """Return the status and the body that a server of this machine answers, then hangs up."""
    with socket.create_connection((reached, port), timeout=60) as line:
        line.sendall(raw)
        answer = b"".join(iter(lambda: line.recv(1 << 16), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


def hosts_of_others(port: int) -> list[list[tuple[str, str]]]:
    """Return headers that name another server than that of *port* on this machine, or none."""
    ours = f"127.0.0.1:{port}"
    return [
        [],
        [("Host", "")],
        [("Host", "mal.exemple.invalid")],
        [("Host", f"mal.exemple.invalid:{port}")],
        [("Host", f"localhost.mal.exemple.invalid:{port}")],
        [("Host", f"127.0.0.1.mal.exemple.invalid:{port}")],
        [("Host", f"localhost.:{port}")],
        [("Host", f"127.0.0.1.:{port}")],
        [("Host", f"mal@127.0.0.1:{port}")],
        [("Host", f"127.0.0.1:{port}@mal.exemple.invalid")],
        [("Host", f"{ours}, mal.exemple.invalid")],
        [("Host", f"{ours} mal.exemple.invalid")],
        [("Host", f"{ours}/")],
        [("Host", f"{ours}#")],
        [("Host", "127.0.0.1")],
        [("Host", "localhost")],
        [("Host", f"127.0.0.1:{port + 1}")],
        [("Host", f"127.0.0.1:0{port}")],
        [("Host", f"127.1:{port}")],
        [("Host", f"2130706433:{port}")],
        [("Host", f"0.0.0.0:{port}")],
        [("Host", f"127.0.0.2:{port}")],
        [("Host", f"http://{ours}")],
        [("Host", "mal.exemple.invalid"), ("Host", ours)],
        [("Host", ours), ("Host", "mal.exemple.invalid")],
        [("Host", ours), ("Host", ours)],
        [("Host", "mal.exemple.invalid"), ("X-Forwarded-Host", ours)],
        [("Host", "mal.exemple.invalid"), ("Forwarded", f"host={ours}")],
    ]
