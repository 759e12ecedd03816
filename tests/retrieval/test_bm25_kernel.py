"""The build hook: a kernel where there is a compiler, none and no error where there is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from retrieval import kernel

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("hatchling")


def compiled(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    for path in (*kernel.SOURCES, kernel.LIBRARY.with_name("hatch_build.py")):
        shutil.copy(path, folder)
    call = [sys.executable, str(folder / "hatch_build.py")]
    return subprocess.run(
        call, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **environment}
    )


@pytest.mark.skipif(not any(map(shutil.which, ("cc", "gcc", "clang"))), reason="no C compiler here")
def test_the_kernel_compiles_without_a_warning_and_knows_its_source(tmp_path: Path) -> None:
    done = compiled(tmp_path, CFLAGS="-Wall -Wextra -Werror")
    assert (done.returncode, done.stderr) == (0, "")
    library = kernel.load(tmp_path / kernel.LIBRARY.name)
    assert library is not None
    assert library.gongbao_source() == kernel.fingerprint()


@pytest.mark.skipif(not any(map(shutil.which, ("cc", "gcc", "clang"))), reason="no C compiler here")
def test_a_kernel_of_another_source_is_not_used(tmp_path: Path) -> None:
    compiled(tmp_path)
    assert kernel.load(tmp_path / kernel.LIBRARY.name, source=1) is None


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"CC": "/no/such/compiler"}, "/no/such/compiler"),
        ({"PATH": "", "CC": ""}, "no C compiler"),
        ({"CC": "false"}, "failed"),
    ],
)
def test_without_a_working_compiler_nothing_breaks_and_a_line_says_so(
    tmp_path: Path, environment: dict[str, str], reason: str
) -> None:
    (tmp_path / kernel.LIBRARY.name).write_bytes(b"left over")
    done = compiled(tmp_path, **environment)
    assert done.returncode == 1
    assert reason in done.stderr
    assert "plain Python" in done.stderr
    assert not (tmp_path / kernel.LIBRARY.name).exists()


def test_a_file_that_is_no_library_is_not_used(tmp_path: Path) -> None:
    broken = tmp_path / "broken.so"
    broken.write_bytes(b"\x7fELF nothing")
    assert kernel.load(broken) is None
