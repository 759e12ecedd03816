"""Being called by Telegram, and by the one who watches: the webhook, /health and /metrics.

A call is believed only if it shows our secret, compared in constant time. It is answered 200 once the update is on the
disk, whether or not the update can be parsed: Telegram repeats what is not answered so, for ever.
"""

from __future__ import annotations

import hmac
import json
import logging
import re
from typing import TYPE_CHECKING, Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

if TYPE_CHECKING:
    from bot.channels.telegram.metrics import Metrics
    from bot.channels.telegram.updates import Inbox
    from bot.settings import Listen

_log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 20
"""Calls that Telegram makes at a time. Each brings one update and waits for the disk; those of one chat come one after
the other in any case."""

LARGEST = 1 << 20
"""Bytes of one call; an update is a few thousand."""

SILENT = 120.0
"""Seconds without a word from Telegram after which a poll is not healthy."""


class _Hook(RequestHandler):
    """`POST` on the webhook's path."""

    def initialize(self, inbox: Inbox, secret: str, metrics: Metrics) -> None:
        self._inbox = inbox
        self._secret = secret
        self._metrics = metrics

    async def post(self) -> None:
        shown = self.request.headers.get(HEADER, "")
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), self._secret.encode()):
            self.set_status(403)
            return
        try:
            raw = json.loads(self.request.body)
        except ValueError:
            self.set_status(400)
            return
        self._metrics.beat()
        await self._inbox.take([raw])


class _Health(RequestHandler):
    """`GET /health`: 200 while Telegram is heard, 503 after that."""

    def initialize(self, metrics: Metrics, *, polling: bool) -> None:
        self._metrics = metrics
        self._polling = polling

    def get(self) -> None:
        well = not self._polling or self._metrics.silence < SILENT
        self.set_status(200 if well else 503)
        self.write({"status": "ok" if well else "silent", "silence_seconds": round(self._metrics.silence, 1)})


class _Metrics(RequestHandler):
    """`GET /metrics`, for Prometheus."""

    def initialize(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def get(self) -> None:
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.write(self._metrics.exposition())


def serve_webhook(address: Listen, path: str, secret: str, inbox: Inbox, metrics: Metrics) -> HTTPServer:
    """Listen for Telegram's calls.

    Raises:
        OSError: the address cannot be had.
    """
    hook = (re.escape(path or "/"), _Hook, {"inbox": inbox, "secret": secret, "metrics": metrics})
    return _serve(address, [hook])


def serve_health(address: Listen, metrics: Metrics, *, polling: bool) -> HTTPServer:
    """Listen for the one who watches; the address is on loopback, as the settings demand.

    Raises:
        OSError: the address cannot be had.
    """
    return _serve(
        address,
        [("/health", _Health, {"metrics": metrics, "polling": polling}), ("/metrics", _Metrics, {"metrics": metrics})],
    )


def _serve(address: Listen, routes: list[Any]) -> HTTPServer:
    server = HTTPServer(Application(routes, log_function=_quiet), max_body_size=LARGEST)
    server.listen(address.port, address.host)
    _log.info("listening on %s:%d", address.host, address.port)
    return server


def _quiet(handler: RequestHandler) -> None:
    """Calls are counted, not logged."""
