"""A small browser for one person: keeps cookies, reads a form and sends it back filled in."""

import http.client
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    place: str
    body: str


def is_sent(has: dict) -> bool:
    return has.get("type") not in ("radio", "checkbox") or "checked" in has


class Forms(HTMLParser):
    """What each form of a page would send if nobody touched it, by the address it goes to."""

    def __init__(self, place: str, body: str):
        super().__init__()
        self.place, self.forms, self.open = place, {}, None
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            self.open = self.forms.setdefault(has.get("action") or self.place, {})
        elif tag == "input" and self.open is not None and has.get("name") and is_sent(has):
            self.open[has["name"]] = has.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None


class Browser:
    """Speaks to the web process as the proxy in front of it does: what came in over TLS."""

    def __init__(self, port: int, *, timeout: float = 15):
        self.port, self.timeout, self.cookies = port, timeout, {}

    def get(self, place: str) -> Answer:
        return self._ask("GET", place)

    def post(self, place: str, values: dict) -> Answer:
        return self._ask("POST", place, urlencode(values))

    def form(self, place: str, action: str | None = None) -> dict:
        """The values of the form on this page that goes to `action` (the page itself by default)."""
        return Forms(place, self.get(place).body).forms[action or place]

    def sign_in(self, email: str, password: str) -> "Browser":
        place = "/accounts/login/"
        answer = self.post(place, {**self.form(place), "login": email, "password": password})
        assert answer.status == 302, f"signing in gave {answer.status}"
        return self

    @property
    def tokens(self) -> dict[str, str]:
        """What a form needs against forgery."""
        return {"csrfmiddlewaretoken": self.cookies.get("__Host-csrf", "")}

    def _ask(self, method: str, place: str, body: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request(method, place, body, self._headers(body))
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
            for header in response.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: morsel.coded_value for name, morsel in SimpleCookie(header).items()}
            return Answer(response.status, response.headers.get("Location", ""), text)
        finally:
            connection.close()

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {
            "X-Forwarded-Proto": "https",
            "Origin": f"https://127.0.0.1:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        return headers | ({"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {})
