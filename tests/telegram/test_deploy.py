"""The files that put the bot on a server, held against the program that they start."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.settings import BadSettings, Settings
from tests.telegram.standin import TOKEN

HOUSE = Path(__file__).parents[2]
DEPLOY = HOUSE / "bot/deploy"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("GONGBAO_"):
            monkeypatch.delenv(name)


def test_the_image_is_built_from_what_is_there_and_does_not_run_as_root() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((HOUSE / source).exists() for source in sources.split())
    assert re.search(r"^USER (?!root|0)", text, re.MULTILINE)
    assert "VOLUME /data" in text
    assert text.splitlines()[1].startswith("#   docker build")
    assert text.splitlines()[2].startswith("#   docker run")


def test_the_unit_starts_the_program_with_its_token_as_a_credential() -> None:
    text = (DEPLOY / "gongbao.service").read_text(encoding="utf-8")
    credential = re.search(r"^LoadCredential=(\w+):", text, re.MULTILINE)
    assert credential is not None
    assert credential[1].upper().removeprefix("GONGBAO_").lower() in Settings.model_fields
    assert "gongbao telegram" in text
    assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "DynamicUser=yes"} <= set(text.splitlines())
    assert text.count("systemctl") == 2


def test_a_credential_of_the_service_manager_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gongbao_telegram_token").write_text(TOKEN + "\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert settings.read().telegram_token.get_secret_value() == TOKEN


def test_settings_that_are_right_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("GONGBAO_TELEGRAM_BASE_URL", "http://127.0.0.1:8081/bot/")
    monkeypatch.setenv("GONGBAO_TELEGRAM_HEALTH_LISTEN", "[::1]:9090")
    read = settings.read()
    assert read.telegram_base_url == "http://127.0.0.1:8081/bot"
    assert settings.listen(read.telegram_health_listen or "") == ("::1", 9090)
    assert TOKEN not in repr(read)


def test_a_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGBAO_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("GONGBAO_TELEGRAM_WEBHOOK_URL", "https://bot.example/x")
    with pytest.raises(BadSettings, match="WEBHOOK_SECRET is required"):
        settings.read()


def test_every_setting_is_described() -> None:
    command = [sys.executable, "-m", "bot.cli", "telegram", "--settings"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HOUSE).stdout
    for name, field in Settings.model_fields.items():
        assert f"GONGBAO_{name.upper()} " in shown
        assert field.description
