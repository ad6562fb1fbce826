"""What a ledger survives: death at any moment, two writers, a full disk, lost and damaged files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from watchword.base.errors import LedgerError
from watchword.measure.ledger import Counts, Ledger, Source
from watchword.measure.ledger.state import State, read_state, write_state
from watchword.measure.schema import post_number

FILE = Source(name="a.csv")

INVENTED = """
import os, random, resource, shutil, signal, sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
import pyarrow as pa
from watchword.base.errors import LedgerError
from watchword.measure.ledger import Ledger, Source
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

START = datetime(2026, 3, 2, 9, tzinfo=UTC)

def tables(key):
    number = post_number("x", "northbank", str(key))
    post = {"post": number, "channel": "x", "account": "northbank", "native_id": str(key),
            "published": START}
    rows = [{"post": number, "metric": "reactions", "taken": START + timedelta(days=day),
             "value": key + day, "definition": 1, "source_column": "Likes", "file": ""}
            for day in range(1, 4)]
    return pa.Table.from_pylist([post], POSTS), pa.Table.from_pylist(rows, SNAPSHOTS)

def add(ledger, key):
    return ledger.add(*tables(key), source=Source(name=str(key))).number

def seen(folder):
    ledger = Ledger.open(folder)
    keys = sorted(int(one) for one in ledger.posts().column("native_id").to_pylist())
    values = sorted(ledger.snapshots().column("value").to_pylist())
    assert values == sorted(key + day for key in keys for day in range(1, 4)), values
    assert not ledger.damages()
    return keys
"""

KILLED = """
def work(folder, pipe, key):
    ledger = Ledger.open(folder)
    while True:
        for word in ("add", "add", "undo"):
            os.write(pipe, f"{word} {key};".encode())
            if word == "add":
                number = add(ledger, key)
                key += 1
            else:
                ledger.undo(number)
            os.write(pipe, b"done;")

def finish(folder, key):
    add(Ledger.open(folder), key)
    left = sorted(int(one.name) for one in (folder / "imports").iterdir())
    assert left == [one.number for one in Ledger.open(folder).imports()], "orphans were left"
    assert not [one for one in folder.rglob(".*") if one.is_file()], "temporary files were left"

place, deaths, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)
halves = 0
for death in range(deaths):
    if death % 40 == 0:  # a ledger of a few imports is checked sooner
        folder, keys, following = place / str(death), [], 0
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(folder, writing, following)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(chance.uniform(0, 0.12))
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the writer failed by itself"
    with os.fdopen(reading) as told:
        deeds = told.read().split(";")[:-1]
    open_deed = ""
    for deed in deeds:
        if deed != "done":
            open_deed = deed
            continue
        word, _, key = open_deed.partition(" ")
        keys = [*keys, int(key)] if word == "add" else keys[:-1]
        following, open_deed = int(key) + (word == "add"), ""
    word, _, key = open_deed.partition(" ")
    after = {"": keys, "add": [*keys, int(key or 0)], "undo": keys[:-1]}[word]
    found = seen(folder)
    assert found in (keys, after), (found, keys, after)
    halves += bool(open_deed)
    following = max(following, int(key or 0)) + 1
    keys = found
    if death % 40 == 20:  # without the derived files the same is read
        shutil.rmtree(folder / "settled", ignore_errors=True)
        assert seen(folder) == keys
    if death % 40 == 39:
        finish(folder, following)
print(halves)
"""

TOGETHER = """
folder, start = Path(sys.argv[1]), int(sys.argv[2])
ledger = Ledger.open(folder)
for key in range(start, start + 8):
    add(ledger, key)
    assert key in seen(folder)
"""

FULL = """
folder = Path(sys.argv[1])
for key in range(10):
    add(Ledger.open(folder), key)
before = seen(folder)
outcomes = set()
for limit in (*range(64, 6000, 250), 1 << 20):
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            add(Ledger.open(folder), 1000)
        except LedgerError as error:
            assert error.code == "ledger-full", error
            os._exit(3)
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 3), status
    outcomes.add(status)
    if status:
        assert seen(folder) == before
    else:
        assert seen(folder) == [*before, 1000]
        Ledger.open(folder).undo(Ledger.open(folder).imports()[-1].number)
assert outcomes == {0, 3}, outcomes
"""


def start(script: str, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", INVENTED + script, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def end(running: subprocess.Popen[str]) -> str:
    out, err = running.communicate(timeout=300)
    assert running.returncode == 0, err
    return out


def test_killed_at_200_random_moments_nothing_is_lost_and_nothing_half_there(tmp_path):
    halves = int(end(start(KILLED, tmp_path / "ledger", 200, 20261123)))
    assert halves > 100  # most deaths came in the middle of a change


def test_three_writers_at_once_lose_nothing(tmp_path):
    folder = tmp_path / "ledger"
    running = [start(TOGETHER, folder, begin) for begin in (0, 100, 200)]
    for one in running:
        end(one)
    ledger = Ledger.open(folder)
    assert ledger.posts().num_rows == 24
    assert [one.number for one in ledger.imports()] == list(range(1, 25))
    assert {one.posts for one in ledger.imports()} == {Counts(new=1)}


def test_a_full_disk_at_any_point_leaves_the_ledger_as_it_was(ledger):
    end(start(FULL, ledger.path))


def test_who_has_to_wait_too_long_is_told_for_whom(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    hold = """
import fcntl
held = open(Path(sys.argv[1]) / "ledger.lock", "r+")
fcntl.flock(held, fcntl.LOCK_EX)
held.write(str(os.getpid())); held.flush()
print("held", flush=True)
sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", INVENTED + hold, str(ledger.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    impatient = Ledger(ledger.path, patience=0.1)
    with pytest.raises(LedgerError, match=f"another process \\({holder.pid}\\) is writing"):
        impatient.add(invented.posts("2"), invented.numbers({"2": 5}), source=FILE)
    assert impatient.snapshots().column("value").to_pylist() == [5]  # reading needs no lock
    holder.communicate("")
    impatient.add(invented.posts("2"), invented.numbers({"2": 5}), source=FILE)
    assert impatient.posts().num_rows == 2


@pytest.fixture
def three(ledger, invented):
    """A ledger of three imports, the first of which is much the largest."""
    many = [str(one) for one in range(400)]
    ledger.add(invented.posts(*many), invented.numbers(dict.fromkeys(many, 1)), source=FILE)
    for one in ("1", "2"):
        ledger.add(invented.posts(one), invented.numbers({one: 7}), source=FILE)
    return ledger


def test_without_the_settled_files_the_same_is_read(three):
    before = three.posts(), three.snapshots().to_pylist()
    assert list((three.path / "settled").iterdir())
    shutil.rmtree(three.path / "settled")
    again = Ledger.open(three.path)
    assert (again.posts(), again.snapshots().to_pylist()) == before
    three.undo(3)
    assert list((three.path / "settled").iterdir())


def test_who_reads_sees_one_state_whatever_is_written_meanwhile(three, invented):
    reader = Ledger.open(three.path)
    before = reader.posts(), reader.snapshots().to_pylist()
    for one in range(12):
        three.add(invented.posts("5"), invented.numbers({"5": one}), source=FILE)
        assert (reader.posts(), reader.snapshots().to_pylist()) == before
    three.undo(1)
    assert (reader.posts(), reader.snapshots().to_pylist()) == before
    assert Ledger.open(three.path).posts().num_rows == 3


def test_many_imports_are_few_files_to_read(ledger, invented):
    for one in range(19):
        ledger.add(invented.posts(str(one)), invented.numbers({str(one): one}), source=FILE)
    assert len(list((ledger.path / "settled").iterdir())) <= 4
    shutil.rmtree(ledger.path / "settled")
    ledger.undo(19)  # settles the other 18, more than are merged at once
    assert len(list((ledger.path / "settled").iterdir())) == 1
    assert sorted(ledger.snapshots().column("value").to_pylist()) == list(range(18))


def test_imports_too_many_to_be_open_at_once_are_settled_when_they_are_read(tmp_path):
    folder = tmp_path / "ledger"
    script = """
folder = Path(sys.argv[1])
for key in range(66):
    add(Ledger.open(folder), key)
shutil.rmtree(folder / "settled")
resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))
assert seen(folder) == list(range(66))
shutil.rmtree(folder / "settled")
add(Ledger.open(folder), 66)
assert seen(folder) == list(range(67))
"""
    end(start(script, folder))
    assert len(list((folder / "settled").iterdir())) < 5


def test_a_copied_folder_is_the_same_ledger(three, tmp_path):
    shutil.copytree(three.path, tmp_path / "copy")
    copy = Ledger.open(tmp_path / "copy")
    assert copy.snapshots().equals(three.snapshots())
    assert copy.imports() == three.imports()
    assert copy.damages() == {}


def test_a_lost_import_is_named_and_can_be_undone(three):
    shutil.rmtree(three.path / "settled")
    shutil.rmtree(three.path / "imports" / "000002")
    lost = Ledger.open(three.path)
    with pytest.raises(LedgerError, match="lacks files of its import 2") as told:
        lost.snapshots()
    assert told.value.code == "ledger-incomplete"
    assert lost.damages() == {2: "posts.parquet is missing"}
    lost.undo(2)
    assert lost.snapshots().num_rows == 400


@pytest.mark.parametrize("place", ["imports/000001", "settled"])
def test_a_damaged_file_is_named_with_what_to_do(three, place):
    if place.startswith("imports"):
        shutil.rmtree(three.path / "settled")
    (path,) = (three.path / place).rglob("snapshots.parquet")
    whole = path.read_bytes()
    for damaged in (whole[:50], b"", whole[:4] + b"\xff" * 200 + whole[204:]):
        path.write_bytes(damaged)
        with pytest.raises(LedgerError, match="is damaged") as told:
            Ledger.open(three.path).snapshots()
        assert "delete the folder settled" in told.value.hint or place != "settled"
        assert Ledger.open(three.path).damages() == (
            {} if place == "settled" else {1: "snapshots.parquet was changed"}
        )


def test_a_ledger_that_lost_its_state_is_not_taken_for_an_empty_one(three):
    (three.path / "ledger.json").unlink()
    with pytest.raises(LedgerError, match=r"ledger\.json' is missing"):
        Ledger.open(three.path)


def test_a_state_older_than_its_imports_is_refused_before_anything_is_taken_away(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    older = (ledger.path / "ledger.json").read_bytes()
    for one in ("2", "3"):
        ledger.add(invented.posts(one), invented.numbers({one: 5}), source=FILE)
    newest = (ledger.path / "ledger.json").read_bytes()
    (ledger.path / "ledger.json").write_bytes(older)
    with pytest.raises(LedgerError, match="older than the imports beside it"):
        ledger.add(invented.posts("4"), invented.numbers({"4": 5}), source=FILE)
    (ledger.path / "ledger.json").write_bytes(newest)
    assert Ledger.open(ledger.path).posts().num_rows == 3


def test_two_posts_with_one_number_are_refused_by_name(ledger, invented):
    ledger.add(invented.posts("1"), invented.numbers({"1": 5}), source=FILE)
    other = invented.posts("2")
    number = other.schema.get_field_index("post")
    other = other.set_column(
        number, other.schema.field("post"), [[post_number("x", "northbank", "1")]]
    )
    with pytest.raises(LedgerError, match="x northbank 2 and x northbank 1 share the number"):
        ledger.add(other, invented.numbers({}), source=FILE)
    assert len(Ledger.open(ledger.path).imports()) == 1
    assert not (ledger.path / "imports" / ".new").exists()


def test_every_code_of_an_error_is_documented():
    sources = [one.read_text("utf-8") for one in Path(__file__).parent.glob("[!t]*.py")]
    used = {code for text in sources for code in re.findall(r'"(ledger-[a-z-]+)"', text)}
    told = set(re.findall(r"^ +(ledger-[a-z-]+): ", LedgerError.__doc__ or "", re.MULTILINE))
    assert used == told


def test_a_ledger_that_is_made_between_two_looks_is_read(tmp_path):
    for number in range(300):
        folder = tmp_path / str(number)
        folder.mkdir()
        maker = threading.Thread(target=write_state, args=(folder, State()))
        maker.start()
        assert read_state(folder) == State()
        maker.join()
