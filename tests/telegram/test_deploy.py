"""The files that put the bot on a server, held against the program that they start."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.settings import BadSettings, Settings
from tests.telegram.standin import TOKEN

HOUSE = Path(__file__).parents[2]
DEPLOY = HOUSE / "bot/deploy"
ANALYSE = shutil.which("systemd-analyze")


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


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions and what they take, lines that go on joined."""
    text = re.sub(r"\\\n\s*", " ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def test_the_image_keeps_to_what_is_asked_of_images() -> None:
    steps = instructions()
    assert all(re.match(r"[\w./-]+:[\w.-]+", rest) and ":latest" not in rest for name, rest in steps if name == "FROM")
    assert not [name for name, _ in steps if name in {"ADD", "MAINTAINER"}]
    for run in (rest for name, rest in steps if name == "RUN"):
        assert "sudo" not in run
        if "apt-get install" in run:
            assert {"--no-install-recommends", "-y"} <= set(run.split())
            assert "apt-get update" in run
            assert "rm -rf /var/lib/apt/lists/*" in run
        if "pip install" in run or " install " in run.partition("pip ")[2]:
            assert "--no-cache-dir" in run
            assert "--require-hashes" in run or "--no-deps" in run
    assert all(json.loads(rest) for name, rest in steps if name in {"ENTRYPOINT", "CMD"})
    assert [rest for name, rest in steps if name == "USER"][-1].isdecimal()


def test_nothing_that_the_image_is_built_from_is_kept_out_of_the_build() -> None:
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    copied = {source for name, rest in instructions() if name == "COPY" for source in rest.split()[:-1]}
    assert {source for source in copied if not source.startswith(("--", "/"))} == let_in


@pytest.mark.skipif(ANALYSE is None, reason="systemd is not here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "gongbao.service"
    text = (DEPLOY / "gongbao.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/gongbao/bin/gongbao", "/bin/true"), encoding="utf-8")
    analysed = subprocess.run([str(ANALYSE), "verify", str(unit)], capture_output=True, text=True, check=False)
    assert analysed.returncode == 0, analysed.stderr
    assert unit.name not in analysed.stderr


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
        assert f"GONGBAO_{name.upper()} (" in shown
        assert re.fullmatch(r"[^\u4e00-\u9fff]+ / .*[\u4e00-\u9fff].*", field.description or "")
    assert not re.search(r"\b(?:None|True|False)\b", shown)
