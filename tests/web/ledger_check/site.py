"""The check on a page of its own, served by a server of a few lines, as strictly as the site."""

import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from jinja2 import Environment, FileSystemLoader
from tests.web.ledger_check.modules import SCRIPTS, WEB, page_words

from kept.report.bundle_check import check_words
from kept.web.serving.verifier import verifier

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Check</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/ledger/check.css"></head>
<body><main><h1>Register</h1>{partial}</main></body></html>"""


def page(language, policies):
    words = page_words(language)
    environment = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True)
    partial = environment.get_template("ledger/check.html").render(
        t=lambda key: words[key.removeprefix("ledger-check.")],
        static=lambda path: f"/static/{path}",
        ledger_policies=policies,
        ledger_check_words=check_words(language, words),
    )
    return PAGE.format(lang=language, partial=partial)


@contextmanager
def site(policies):
    """The address of the page in English; `/fr` beside it. What was asked for is in the list."""
    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.command, self.path))
            body, kind = self.found()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", CSP)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.do_GET()

        def found(self):
            if self.path in ("/en", "/fr"):
                return page(self.path[1:], policies).encode(), "text/html; charset=utf-8"
            if self.path == "/static/ledger/verify.js":
                return verifier().encode(), "text/javascript; charset=utf-8"
            path = SCRIPTS / self.path.removeprefix("/static/ledger/")
            if path.parent != SCRIPTS or not path.is_file():
                return b"", "text/plain"
            kind = "text/css" if path.suffix == ".css" else "text/javascript"
            return path.read_bytes(), f"{kind}; charset=utf-8"

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
