"""A local server that plays services: scripted answers, and what was asked."""

import json
import threading
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)


class FakeClock:
    """Waits are recorded and take no time."""

    def __init__(self, moment=NOW):
        self.moment = moment
        self.seconds = 0.0
        self.waits = []

    def current_time(self):
        return self.moment + timedelta(seconds=self.seconds)

    def monotonic(self):
        return self.seconds

    def sleep(self, seconds):
        self.waits.append(round(seconds, 3))
        self.seconds += seconds


class Reply:
    """One answer: status, body and headers; ``cut`` bytes of the body are not sent."""

    def __init__(self, body=b"", status=200, headers=None, cut=0, stall_s=0, drip_s=0):
        self.body = body if isinstance(body, bytes) else body.encode()
        self.status = status
        self.headers = headers or {}
        self.cut = cut
        self.stall_s = stall_s
        self.drip_s = drip_s


class Service:
    """The server. ``play`` sets what it answers: a list by turns, or a function of the request."""

    def __init__(self):
        self.asked = []
        self.agents = []
        self.connections = 0
        self._script = {}
        self._stop = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                super().setup()
                service.connections += 1

            def do_GET(self):
                service.answer(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        # A client that gives up is what some tests are about.
        self._server.handle_error = lambda *_: None
        self.port = self._server.server_port
        self.host = "localhost"
        self._thread = threading.Thread(
            target=lambda: self._server.serve_forever(poll_interval=0.01), daemon=True
        )
        self._thread.start()

    def close(self):
        self._stop.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, path):
        return f"http://{self.host}:{self.port}{path}"

    def play(self, path, *replies):
        self._script[path] = list(replies)

    def reset(self):
        self.asked.clear()
        self.agents.clear()
        self.connections = 0
        self._script.clear()

    def wait_for_requests(self, count):
        for _ in range(1000):
            if len(self.asked) >= count:
                return
            self._stop.wait(0.01)
        raise AssertionError(self.asked)

    def answer(self, handler):
        parts = urlsplit(handler.path)
        query = {name: texts[-1] for name, texts in parse_qs(parts.query).items()}
        self.asked.append(handler.path)
        self.agents.append(handler.headers["User-Agent"])
        replies = self._script.get(parts.path) or [Reply(status=404)]
        # The last answer is repeated.
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if callable(reply):
            reply = reply(query, handler.headers)
        self._send(handler, reply)

    def _send(self, handler, reply):
        if reply.stall_s:
            self._stop.wait(reply.stall_s)
        handler.send_response(reply.status)
        for name, value in {"Content-Length": len(reply.body), **reply.headers}.items():
            handler.send_header(name, str(value))
        handler.end_headers()
        body = reply.body[: len(reply.body) - reply.cut]
        if reply.drip_s:
            for byte in body:
                handler.wfile.write(bytes([byte]))
                if self._stop.wait(reply.drip_s):
                    break
        else:
            handler.wfile.write(body)
        if reply.cut:
            handler.close_connection = True


# ---- What services answer ----------------------------------------------------------------------


def oai_record(number, title=None):
    return f"""<record><header><identifier>oai:arXiv.org:2611.{number:05}</identifier>
<datestamp>2026-11-26</datestamp><setSpec>cs:cs:LG</setSpec></header><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2611.{number:05}</id><created>2026-11-25</created>
<authors><author><keyname>Lovelace</keyname><forenames>Ada</forenames></author></authors>
<title>{title or f"On engines of the kind {number}"}</title><categories>cs.LG</categories>
<abstract>We study engines.</abstract></arXiv></metadata></record>"""


def oai(numbers, token=None, total=None):
    """Return a page of an OAI-PMH repository; ``token`` is "" on the last page of several."""
    size = f' completeListSize="{total}"' if total else ""
    mark = "" if token is None else f"<resumptionToken{size}>{escape(token)}</resumptionToken>"
    records = "".join(oai_record(n) for n in numbers)
    return Reply(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-27T06:00:00Z'
        f"</responseDate><ListRecords>{records}{mark}</ListRecords></OAI-PMH>"
    )


def oai_error(code, text="No records"):
    return Reply(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f'<error code="{code}">{text}</error></OAI-PMH>'
    )


def atom(numbers, total=None, extra=""):
    """Return a page of arXiv's API, or a feed."""
    mark = "" if total is None else f"<opensearch:totalResults>{total}</opensearch:totalResults>"
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/2611.{n:05}v1</id><title>On engines of the kind {n}</title>"
        "<summary>We study engines.</summary><published>2026-11-25T00:00:00Z</published>"
        "<author><name>Ada Lovelace</name></author></entry>"
        for n in numbers
    )
    return Reply(
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"<title>arXiv</title>{mark}{entries}{extra}</feed>"
    )


def daily_papers(numbers, votes=1):
    """Return a list of Hugging Face's daily papers."""
    papers = [
        {
            "paper": {
                "id": f"2611.{n:05}", "title": f"On engines of the kind {n}", "upvotes": votes,
                "summary": "We study engines.", "publishedAt": "2026-11-25T00:00:00.000Z",
                "authors": [{"name": "Ada Lovelace", "hidden": False}],
            },
            "title": f"On engines of the kind {n}",
            "publishedAt": "2026-11-25T00:00:00.000Z",
        }
        for n in numbers
    ]  # fmt: skip
    return Reply(json.dumps(papers))
