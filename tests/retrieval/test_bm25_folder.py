"""The index on disk: what other processes see, what a killed writer leaves, how damage is noticed."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING

import pytest

from retrieval.bm25 import BusyIndex, DamagedIndex, Document, Index, Parameters
from retrieval.index.folder import Folder
from retrieval.index.layout import LARGE
from tests.retrieval.specimens import either_path

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = {"words": Parameters()}
QUERY = [("words", "a", 1.0)]


def documents(prefix: str, count: int) -> list[Document]:
    return [Document(f"{prefix}{number}", {"words": ["a", f"w{number}"]}) for number in range(count)]


def made(folder: Path, count: int = 5) -> Index:
    return Index.create(folder, documents("d", count), fields=FIELDS, note="first")


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)


def segment(folder: Path) -> Path:
    (found,) = folder.glob("0*")
    return found


def test_a_reader_sees_what_another_process_publishes(tmp_path: Path) -> None:
    index = made(tmp_path)
    code = """
        import sys, pathlib
        from retrieval.bm25 import Document, Index
        index = Index.open(pathlib.Path(sys.argv[1]))
        index.update(add=[Document("new", {"words": ["b"]})], remove=["d0"], note="second")
    """
    assert run(code, tmp_path).returncode == 0
    time.sleep(0.3)
    assert [hit.key for hit in index.search([("words", "b", 1.0)], 5)] == ["new"]
    assert [hit.key for hit in index.search(QUERY, 9)] == ["d1", "d2", "d3", "d4"]
    assert (index.note, len(index)) == ("second", 5)


def test_a_reader_never_sees_a_half(tmp_path: Path) -> None:
    made(tmp_path, 0).add(documents("0-", 7))
    code = """
        import sys, pathlib, time
        from retrieval.bm25 import Document, Index
        index = Index.open(pathlib.Path(sys.argv[1]))
        for step in range(1, 40):
            time.sleep(0.02)  # a reader looks for others' news five times a second
            fresh = [Document(f"{step}-{n}", {"words": ["a", f"w{n}"]}) for n in range(7)]
            index.update(add=fresh, remove=[f"{step - 1}-{n}" for n in range(7)])
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]) as writer:
        index, generations = Index.open(tmp_path), set()
        while writer.poll() is None:
            found = [hit.key.split("-") for hit in index.search(QUERY, 20)]
            assert [number for _, number in found] == list("0123456")
            assert len({step for step, _ in found}) == 1
            generations.add(found[0][0])
    assert writer.returncode == 0
    assert len(generations) > 1
    time.sleep(0.3)
    assert {hit.key.split("-")[0] for hit in index.search(QUERY, 20)} == {"39"}


def test_a_writer_that_is_killed_leaves_the_old_index_and_the_next_one_sweeps_up(tmp_path: Path) -> None:
    made(tmp_path)
    code = """
        import os, signal, sys, pathlib
        from retrieval.bm25 import Document, Index
        index = Index.open(pathlib.Path(sys.argv[1]))
        def leaving():  # asked for when the segment is written and the manifest is not
            yield "d0"
            assert len(list(pathlib.Path(sys.argv[1]).glob("0*"))) == 2
            os.kill(os.getpid(), signal.SIGKILL)
        index.update(add=[Document("new", {"words": ["a"]})], remove=leaving())
    """
    assert run(code, tmp_path).returncode == -9
    left = set(tmp_path.iterdir())
    index = Index.open(tmp_path)
    assert [hit.key for hit in index.search(QUERY, 9)] == ["d0", "d1", "d2", "d3", "d4"]
    index.add([Document("next", {"words": ["a"]})])
    assert len(index) == 6
    assert len(set(tmp_path.iterdir()) & left) == 3  # the first segment, the manifest, the lock


def test_a_reader_goes_on_while_the_index_is_built_anew(tmp_path: Path) -> None:
    index = made(tmp_path)
    seen: list[int] = []

    def slowly() -> object:
        for document in documents("new", 3):
            seen.append(len(index.search(QUERY, 20)))
            yield document

    Index.create(tmp_path, slowly(), fields=FIELDS)  # type: ignore[arg-type]
    assert seen == [5, 5, 5]
    time.sleep(0.3)
    assert [hit.key for hit in index.search(QUERY, 20)] == ["new0", "new1", "new2"]


def test_two_writers_take_turns(tmp_path: Path) -> None:
    made(tmp_path, 0)
    code = """
        import sys, pathlib
        from retrieval.bm25 import Document, Index
        index = Index.open(pathlib.Path(sys.argv[1]))
        for step in range(10):
            index.add([Document(f"{sys.argv[2]}{step}", {"words": ["a"]})])
    """
    call = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    writers = [subprocess.Popen([*call, name]) for name in ("x", "y")]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(Index.open(tmp_path)) == 20


def test_who_waits_too_long_for_the_lock_is_told(tmp_path: Path) -> None:
    with (
        Folder(tmp_path).locked(),
        pytest.raises(BusyIndex, match="another process is writing"),
        Folder(tmp_path, patience=0.05).locked(),
    ):
        pass


def test_where_there_is_no_index_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="there is no index"):
        Index.open(tmp_path / "nowhere")


@pytest.mark.parametrize("length", [0, 1, 100, 511, 512, 600])
def test_a_segment_that_is_cut_off_is_noticed(tmp_path: Path, length: int) -> None:
    made(tmp_path)
    path = segment(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DamagedIndex):
        Index.open(tmp_path)


def test_every_changed_byte_of_a_small_index_is_noticed(tmp_path: Path) -> None:
    made(tmp_path, 2).remove(["d0"])
    for path in tmp_path.iterdir():
        whole = path.read_bytes()
        for at in range(0, len(whole), 7):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
            try:
                index = Index.open(tmp_path)
            except DamagedIndex:
                continue
            assert [hit.key for hit in index.search(QUERY, 5)] == ["d1"]  # between two arrays: padding
        path.write_bytes(whole)


@either_path
@pytest.mark.parametrize("kept_time", [False, True])
def test_changed_bytes_of_a_large_index_are_noticed_and_never_a_crash(
    tmp_path: Path, *, kept_time: bool, plain_path: bool
) -> None:
    numbers, noticed = random.Random(3), 0  # noqa: S311 - where to strike
    held = [Document(f"d{n}" * 9, {"words": ["a", f"w{n}", f"w{n % 99}", f"x{n}"]}) for n in range(9000)]
    Index.create(tmp_path, held, fields=FIELDS)
    path = segment(tmp_path)
    whole, times = path.read_bytes(), (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    assert len(whole) > LARGE
    for _ in range(12):
        at = numbers.randrange(512, len(whole) - 4096)
        path.unlink()  # a reader keeps what it has mapped
        path.write_bytes(whole[:at] + numbers.randbytes(4096) + whole[at + 4096 :])
        if kept_time:
            os.utime(path, ns=times)
        try:
            index = Index.open(tmp_path, plain_path=plain_path)
            found = index.search([("words", f"w{n}", 1.0) for n in range(0, 9000, 50)], 50)
        except DamagedIndex:
            noticed += 1
        else:
            assert len(found) <= 50
    assert noticed == 12 or kept_time  # a disk that forgets changes no time: then what is searched may be wrong


def test_a_copy_of_an_index_is_as_good(tmp_path: Path) -> None:
    made(tmp_path / "here")
    shutil.copytree(tmp_path / "here", tmp_path / "there", copy_function=shutil.copyfile)
    assert [hit.key for hit in Index.open(tmp_path / "there").search(QUERY, 9)] == ["d0", "d1", "d2", "d3", "d4"]


def test_a_writer_that_is_killed_at_any_moment_leaves_one_of_its_states(tmp_path: Path) -> None:
    made(tmp_path, 0).add(documents("0-", 7))
    code = """
        import sys, pathlib, itertools
        from retrieval.bm25 import Document, Index, Parameters
        place = pathlib.Path(sys.argv[1])
        index = Index.open(place)
        print("ready", flush=True)
        for step in itertools.count(1):
            fresh = [Document(f"{step}-{n}", {"words": ["a", f"w{n}"]}) for n in range(7)]
            if step % 3:
                index.update(add=fresh, remove=[f"{old}-{n}" for old in range(step) for n in range(7)])
                index.merge()
            else:
                index = Index.create(place, fresh, fields={"words": Parameters()})
    """
    moments = random.Random(5)  # noqa: S311 - when to strike
    for _ in range(6):
        call = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
        with subprocess.Popen(call, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.05 * moments.random())
            writer.kill()
        found = [hit.key.split("-") for hit in Index.open(tmp_path).search(QUERY, 20)]
        assert [number for _, number in found] == list("0123456")
        assert len({step for step, _ in found}) == 1
        made(tmp_path, 0).add(documents("0-", 7))


def test_a_missing_file_is_noticed(tmp_path: Path) -> None:
    made(tmp_path)
    segment(tmp_path).unlink()
    with pytest.raises(DamagedIndex, match="cannot be read"):
        Index.open(tmp_path)


def test_a_damaged_index_can_be_built_anew_in_its_place(tmp_path: Path) -> None:
    old = made(tmp_path)
    (tmp_path / "manifest").write_bytes(b"nonsense")
    with pytest.raises(DamagedIndex):
        Index.open(tmp_path)
    made(tmp_path, 3)
    time.sleep(0.3)
    assert len(Index.open(tmp_path)) == len(old.search(QUERY, 9)) == 3


@pytest.mark.parametrize("plain_path", [False, True])
def test_neither_numpy_nor_the_oracle_is_imported_on_the_way_to_an_answer(tmp_path: Path, *, plain_path: bool) -> None:
    code = """
        import sys, pathlib
        from retrieval.bm25 import Document, Index, Parameters
        place, plain = pathlib.Path(sys.argv[1]), sys.argv[2] == "True"
        held = [Document(f"d{n}", {"words": ["a"]}, {"place": n}) for n in range(50)]
        index = Index.create(place, held, fields={"words": Parameters()}, attributes=("place",), plain_path=plain)
        index.update(add=[Document("d", {"words": ["a"]})], remove=["d1"])
        index = Index.open(place, plain_path=plain)
        assert len(index.search([("words", "a", 1.0)], 5, allow={"place": range(3, 9)})) == 5
        assert index.explain([("words", "a", 1.0)], "d").value > 0
        print(*(sys.modules.keys() & {"numpy", "rank_bm25", "asyncio", "pydantic"}))
    """
    done = run(code, tmp_path, plain_path)
    assert (done.stdout.strip(), done.stderr) == ("", "")
