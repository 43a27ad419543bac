"""Readers of a page: what they wait for is told, and a wrong answer is no answer."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bench.site.asking import Page, WrongAnswerError, ask, etag_of, share


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        known = self.headers.get("If-None-Match") == '"one"'
        body = b"" if known else b"hello"
        self.send_response(304 if known else 500 if self.path == "/broken" else 200)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_each_answer_is_waited_for(port):
    read = ask(Page(port=port, path="/"), 0.2, connections=2)
    assert read.size == 5
    assert len(read.waits) > 2
    assert min(read.waits) > 0


def test_a_reader_who_has_the_page_gets_nothing(port):
    page = Page(port=port, path="/", status=304, headers={"If-None-Match": '"one"'})
    assert etag_of(page) == '"one"'
    assert ask(page, 0.1, connections=1).size == 0


def test_a_wrong_answer_is_refused(port):
    with pytest.raises(WrongAnswerError, match="500 instead of 200"):
        ask(Page(port=port, path="/broken"), 5, connections=1)


def test_shares():
    waits = [each / 100 for each in range(100, 0, -1)]
    assert share(waits, 0.99) == 0.99
    assert share(waits, 1) == 1
    assert share([7.0], 0.5) == 7
