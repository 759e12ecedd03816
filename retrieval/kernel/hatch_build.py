"""Compiles `search.c` and `build.c` when the package is built or installed.

What happens, and when:

- `pip install .` (a wheel): the library is compiled into this folder, put into the wheel beside its source, and the
  wheel is tagged `py3-none-<platform>`: it is bound to the platform, and to no version of Python, since ctypes loads
  it.
- `pip install -e .`: the library is compiled into this folder, where the editable package finds it. git ignores it.
- No C compiler, or the compiler fails: a line says so, the wheel is pure (`py3-none-any`), nothing else changes. The
  index then runs in plain Python (`retrieval.kernel.load()` gives None).

The compiler is `$CC`, else the first of `cc`, `gcc`, `clang` on the path; `$CFLAGS` is added last. The flags ask for
nothing that another machine of the platform lacks: `-O3` and no `-march`; `-ffp-contract=off` keeps the arithmetic
that of Python. The source's CRC is compiled in, so a library left over from an older source is not used.

Run by hand, `python retrieval/kernel/hatch_build.py` compiles in place.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path(__file__).resolve().parent
SOURCES = [FOLDER / name for name in ("segment.h", "search.c", "build.c")]
LIBRARY = FOLDER / "_kernel.so"
FLAGS = ("-O3", "-std=c11", "-shared", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off")


def compiled() -> bool:
    """Compile the library in place; False, and no library, where that cannot be done."""
    LIBRARY.unlink(missing_ok=True)
    chosen = os.environ.get("CC") or next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if chosen is None:
        return _without("no C compiler was found")
    define = f"-DSOURCE={zlib.crc32(b''.join(path.read_bytes() for path in SOURCES)) or 1}u"
    with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
        fresh = Path(scratch) / LIBRARY.name
        extra = shlex.split(os.environ.get("CFLAGS", ""))
        call = [*shlex.split(chosen), *FLAGS, define, *map(str, SOURCES[1:]), "-o", str(fresh), "-lm", *extra]
        try:
            done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - cc
        except (OSError, subprocess.TimeoutExpired) as error:
            return _without(f"{chosen}: {error}")
        if done.returncode or not fresh.exists():
            return _without(f"{chosen} failed: {done.stderr.strip()[-500:]}")
        fresh.replace(LIBRARY)
    return True


def _without(reason: str) -> bool:
    sys.stderr.write(f"gongbao: the index's kernel was not compiled ({reason}); the plain Python path is used\n")
    return False


class KernelHook(BuildHookInterface):  # type: ignore[type-arg] # the configuration's type is hatch's own affair
    """hatch calls this for every wheel, editable or not."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatch what the wheel holds; `version` is "standard" or "editable"."""
        del version
        if self.target_name != "wheel" or not compiled():
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
        build_data["artifacts"].append(LIBRARY.relative_to(self.root).as_posix())


if __name__ == "__main__":
    sys.exit(0 if compiled() else 1)
