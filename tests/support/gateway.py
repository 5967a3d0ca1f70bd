"""A message gateway that can misbehave: speaks what the product uses of GOV.UK Notify, on this machine only.

In a test: `with running() as gateway: gateway.behave("limit", times=1, retry_after=30)`. As a process of its own
(`python -m tests.support.gateway --port 9925 [--forgetful]`): POST /control {"how": "hang", "times": 3},
GET /control, which answers with the counts, and GET /taken, which answers with every delivery.

It drops a repeated reference, as a gateway that honours keys does; the real one does not (`forgetful=True`).
"""

import argparse
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import NAMESPACE_URL, uuid5

API_KEY = "test-" + "1" * 8 + "-1111-1111-1111-" + "1" * 12 + "-" + "2" * 8 + "-2222-2222-2222-" + "2" * 12
# What a real gateway writes into an answer, and nobody may keep: the address.
TELLTALE = "nobody lives at"
STATUS = {"refuse": 400, "unknown": 403, "limit": 429, "fail": 503}


class Gateway:
    """`how`: ok, hang (no answer for `hang_seconds`), lose (takes it, and cuts the line), or a key of STATUS."""

    def __init__(self, *, forgetful: bool = False, hang_seconds: float = 30, answer_after: float = 0):
        self.forgetful, self.hang_seconds, self.answer_after = forgetful, hang_seconds, answer_after
        self.lock, self.stopping = threading.Lock(), threading.Event()
        self.taken: list[dict] = []
        self.requests: Counter[str] = Counter()
        self.how, self.times, self.retry_after = "ok", 0, ""

    def behave(self, how: str, *, times: int = 0, retry_after: int | str = "") -> None:
        """Misbehave for the next `times` messages, or for good."""
        with self.lock:
            self.how, self.times, self.retry_after = how, times, str(retry_after)

    def next_behaviour(self) -> str:
        with self.lock:
            how = self.how
            self.requests[how] += 1
            if self.times:
                self.times -= 1
                self.how = self.how if self.times else "ok"
            return how

    def take(self, message: dict) -> None:
        """A delivery, unless a message with this reference has been taken already."""
        with self.lock:
            if self.forgetful or message["reference"] not in {taken["reference"] for taken in self.taken}:
                self.taken.append(message)

    def with_reference(self, reference: str) -> list[dict]:
        with self.lock:
            return [taken for taken in self.taken if taken["reference"] == reference]

    def all(self) -> list[dict]:
        with self.lock:
            return list(self.taken)

    def counts(self) -> dict:
        """`repeated` is how many deliveries too many there were."""
        with self.lock:
            references = Counter(taken["reference"] for taken in self.taken)
            return {
                "deliveries": len(self.taken),
                "messages": len(references),
                "repeated": len(self.taken) - len(references),
                "requests": dict(self.requests),
            }

    def bodies(self) -> list[str]:
        with self.lock:
            return [taken["personalisation"]["body"] for taken in self.taken]


class Handler(BaseHTTPRequestHandler):
    gateway: Gateway

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        if place.path == "/control":
            return self.answer(200, self.gateway.counts())
        if place.path == "/taken":
            return self.answer(200, self.gateway.all())
        reference = parse_qs(place.query).get("reference", [""])[0]
        found = self.gateway.with_reference(reference)
        notifications = [{"id": row["id"], "reference": reference, "status": row["status"]} for row in found]
        return self.answer(200, {"notifications": notifications, "links": {}})

    def do_POST(self) -> None:
        posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/control":
            self.gateway.behave(**posted)
            return self.answer(200, self.gateway.counts())
        if not self.headers.get("Authorization", "").startswith("Bearer "):
            return self.answer(403, {"errors": [{"error": "AuthError", "message": "no token"}]})
        return self.receive(posted)

    def receive(self, posted: dict) -> None:
        how = self.gateway.next_behaviour()
        to = posted.get("email_address") or posted.get("phone_number")
        if how == "hang":
            self.gateway.stopping.wait(self.gateway.hang_seconds)
        elif how in STATUS:
            self.answer(STATUS[how], {"errors": [{"error": how, "message": f"{TELLTALE} {to}"}]})
        else:
            key = str(uuid5(NAMESPACE_URL, posted["reference"]))
            self.gateway.take({**posted, "to": to, "id": key, "status": "sending"})
            if how == "ok":
                self.gateway.stopping.wait(self.gateway.answer_after)
                self.answer(201, {"id": key, "reference": posted["reference"]})

    def answer(self, status: int, payload: dict | list) -> None:
        body = json.dumps(payload).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status in (429, 503) and self.gateway.retry_after:
            self.send_header("Retry-After", self.gateway.retry_after)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Say nothing: the tests ask for counts."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def serve(gateway: Gateway, port: int = 0) -> Server:
    return Server(("127.0.0.1", port), type("BoundHandler", (Handler,), {"gateway": gateway}))


@contextmanager
def running(**more) -> Iterator[Gateway]:
    """A gateway in a thread; `gateway.url` is where it listens."""
    gateway = Gateway(**more)
    server = serve(gateway)
    gateway.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield gateway
    finally:
        gateway.stopping.set()
        server.shutdown()
        server.server_close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--forgetful", action="store_true")
    parser.add_argument("--answer-after", type=float, default=0, metavar="SECONDS")
    asked = parser.parse_args()
    server = serve(Gateway(forgetful=asked.forgetful, answer_after=asked.answer_after), asked.port)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
