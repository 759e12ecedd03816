"""The Telegram bot's settings: environment variables that begin with `GONGBAO_`, read once, judged all together.

A secret is never part of a message: problems are told by the variable's name and what it should be, not by what it is.
Under systemd each may also come as a credential, a file named like its variable in lower case.
"""

from __future__ import annotations

import ipaddress
import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import GongbaoError

PREFIX = "GONGBAO_"
OFFICIAL = "https://api.telegram.org/bot"

HOW_TO_BEGIN = (
    "GONGBAO_TELEGRAM_TOKEN is not set. Open @BotFather in Telegram, send /newbot, follow it, and put the token that "
    "it gives you into this variable. / 未设置 GONGBAO_TELEGRAM_TOKEN。请在 Telegram 中打开 @BotFather，发送 /newbot，"
    "按提示操作，把得到的 token 写入此变量。"
)


class BadSettings(GongbaoError):
    """One line a problem, each naming its variable."""


class Listen(NamedTuple):
    """Where a server listens."""

    host: str
    port: int


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]{10,}", value.get_secret_value()):
        raise ValueError("is not of the form 123456:ABC…, as @BotFather gives it")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
        raise ValueError("takes 16 to 256 of the characters A-Z a-z 0-9 _ -")
    return value


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is not an address that begins with https:// or http://")
    return value.rstrip("/")


def _webhook(value: str) -> str:
    if urlsplit(value).scheme != "https" or not urlsplit(value).hostname:
        raise ValueError("is not an address that begins with https://; Telegram calls no other")
    return value


def _listen(value: str) -> str:
    listen(value)
    return value


def _loopback(value: str) -> str:
    host = listen(value).host
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise ValueError("is not on loopback; use 127.0.0.1:PORT")
    return value


def listen(value: str) -> Listen:
    """`host:port` as two values.

    Raises:
        ValueError: it is not of that form.
    """
    host, _, port = value.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or not 0 <= int(port) < 65536:
        raise ValueError("is not of the form HOST:PORT")
    return Listen(host.strip("[]"), int(port))


class Settings(BaseSettings):
    """What each is for stands in its description; `gongbao telegram --settings` prints them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", hide_input_in_errors=True)

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        description="the bot's token, from @BotFather / 机器人 token"
    )
    telegram_base_url: Annotated[str, AfterValidator(_url)] = Field(
        OFFICIAL, description="a local Bot API server, for one http://127.0.0.1:8081/bot / 自建 Bot API 服务器"
    )
    telegram_operator: int | None = Field(
        None, description="the chat that hears of errors and may ask /status: a number / 运维者的聊天编号"
    )
    telegram_webhook_url: Annotated[str, AfterValidator(_webhook)] | None = Field(
        None, description="where Telegram shall call us; without it we poll / webhook 地址，不设则轮询"
    )
    telegram_webhook_listen: Annotated[str, AfterValidator(_listen)] = Field(
        "127.0.0.1:8443", description="where the webhook listens, behind a proxy that speaks TLS / webhook 监听地址"
    )
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = Field(
        None, description="what Telegram shows to be Telegram; required with a webhook / webhook 密钥，必填"
    )
    telegram_guest: bool = Field(
        default=False, description="answer where the bot is no member, if @BotFather allows it / 访客模式"
    )
    telegram_health_listen: Annotated[str, AfterValidator(_loopback)] | None = Field(
        None, description="/health and /metrics, on loopback only, for one 127.0.0.1:9090 / 健康检查与指标"
    )
    telegram_flood_questions: int = Field(
        20, ge=1, description="questions that one person may ask in the time below / 每人在下述时间内可提问数"
    )
    telegram_flood_seconds: float = Field(60, gt=0, description="that time / 时间（秒）")
    telegram_history_days: float = Field(90, gt=0, description="how long answers are kept / 记录保留天数")
    telegram_pace: bool = Field(
        default=True, description="keep to Telegram's limits before it complains / 主动遵守 Telegram 的发送频率限制"
    )
    telegram_poll_seconds: int = Field(25, ge=0, le=50, description="how long one poll waits / 长轮询时间（秒）")
    telegram_drain_seconds: float = Field(20, ge=0, description="how long a stop waits for answers / 停止前等待（秒）")

    @property
    def secrets(self) -> tuple[SecretStr, ...]:
        """What must never be shown."""
        return tuple(secret for secret in (self.telegram_token, self.telegram_webhook_secret) if secret)


def read() -> Settings:
    """The settings, from the environment and the service manager's credentials.

    Raises:
        BadSettings: with every problem, one a line, and no value of any of them.
    """
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    credentials = Path(folder) if folder and Path(folder).is_dir() else None
    problems = [*_misspelt(), *_lacking(credentials)]
    try:
        settings = Settings(_secrets_dir=credentials)  # type: ignore[call-arg]  # the library's own argument
    except ValidationError as error:
        problems = [_problem(item["loc"], item["type"], item["msg"]) for item in error.errors()] + problems
    if problems:
        raise BadSettings("the settings need attention / 设置有误：\n  " + "\n  ".join(problems))
    return settings


def described() -> str:
    """Each variable with its default, and below it what it is for, in both languages."""
    lines = []
    for name, field in Settings.model_fields.items():
        if field.is_required():
            default = "required / 必填"
        elif field.default is None:
            default = "optional / 可不设"
        else:
            value = str(field.default).lower() if isinstance(field.default, bool) else field.default
            default = f"default / 默认 {value}"
        lines.append(f"{(PREFIX + name).upper()} ({default})\n    {field.description}")
    return "\n".join(lines)


def _names() -> tuple[str, ...]:
    return tuple((PREFIX + name).upper() for name in Settings.model_fields)


def _misspelt() -> list[str]:
    names = _names()
    problems = []
    for name in sorted(os.environ):
        if name.startswith(PREFIX + "TELEGRAM_") and name not in names:
            close = get_close_matches(name, names, n=1)
            problems.append(f"{name} is no setting of ours" + (f"; {close[0]} is" if close else ""))
    return problems


def _lacking(credentials: Path | None) -> list[str]:
    """A webhook without its secret."""
    url, secret = PREFIX + "TELEGRAM_WEBHOOK_URL", PREFIX + "TELEGRAM_WEBHOOK_SECRET"
    if url not in os.environ or secret in os.environ or (credentials and (credentials / secret.lower()).exists()):
        return []
    return [f"{secret} is required with {url}; python3 -c 'import secrets; print(secrets.token_urlsafe(32))' makes one"]


def _problem(location: tuple[int | str, ...], kind: str, message: str) -> str:
    name = (PREFIX + str(location[0])).upper()
    if kind == "missing" and name == PREFIX + "TELEGRAM_TOKEN":
        return HOW_TO_BEGIN
    return f"{name}: {message.removeprefix('Value error, ')}"
