"""What may go wrong below the store does: at every byte, at every call, in every bit. ``make faults`` is the full form."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from storage.doctor import examine, salvage
from storage.errors import Damaged, NotOurs, StoreError, Unwritable
from storage.store import open_store
from tests.storage.samples import article, digests, reading
from tests.storage.scale import of, tell
from timeline.model import Article

PAGE = 4096


def contents(path: Path) -> list[Article]:
    with open_store(path, read_only=True) as store:
        return list(store.articles())


def spoilt(path: Path) -> bool:
    """Whether damage is told in any way, when everything is read that there is."""
    try:
        with open_store(path, read_only=True) as store:
            for each in store.articles():
                store.former(each.id)
            return bool(store.notices)
    except (Damaged, NotOurs):
        return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with some history, its last three changes an insert, a batch and an update."""
    path = tmp_path / "store.json"
    with open_store(path) as store:
        store.add([article(f"a{n}", f"Мақала {n}. " * 40) for n in range(of(20, 60))])
        store.add([article("a1", "Өзгерген мәтін. " * 30)])
        store.remove(["a2"])
        store.add([article("single", 'Бір "мақала" J*J \\ ' * of(4, 120))])
        store.add([article(f"batch{n}", f"Топтама {n}. " * of(3, 150)) for n in range(3)])
        store.add([article("a3", "Соңғы нұсқа. " * of(3, 120))])
    return path


def ends_of_changes(path: Path) -> list[int]:
    data = path.read_bytes()
    ends, place = [], 0
    for line in data.splitlines(keepends=True):
        place += len(line)
        if not line.endswith(b',"}\n'):
            ends.append(place)
    return ends


def test_cut_at_every_byte_of_the_last_changes_it_is_as_it_was_before_one(path: Path) -> None:
    data = path.read_bytes()
    ends = ends_of_changes(path)[-4:]
    states = {}
    for end in ends:
        path.write_bytes(data[:end])
        states[end] = contents(path)
    assert len({len(state) for state in states.values()}) >= 3
    cuts = range(ends[0], len(data) + 1)
    for cut in cuts:
        path.write_bytes(data[:cut])
        assert contents(path) == states[max(end for end in ends if end <= cut)], cut
    with open_store(path) as store:
        store.add([article("after", "Кейін.")])
    tell(f"cut at {len(cuts)} places")


def test_after_a_cut_the_next_change_is_written_as_if_nothing_had_been(path: Path) -> None:
    data = path.read_bytes()
    end = ends_of_changes(path)[-2]
    for cut in random.Random(1).sample(range(end + 1, len(data)), 20):
        path.write_bytes(data[:cut])
        with open_store(path) as store:
            store.add([article("after", "Кейін.")])
        assert path.read_bytes().startswith(data[:end])
        assert len(contents(path)) == len({each.id for each in contents(path)})
        assert examine(path).healthy


def test_every_flipped_bit_is_found_out(path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(5)
    total = of(600, 10_000)
    last = ends_of_changes(path)[-2]
    for number in range(total):
        place = chance.randrange(last if number % 3 == 0 else 0, len(data))
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert spoilt(path), place
        assert path.read_bytes() == flipped
    for bit in range(8):
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1 << bit]))
        assert spoilt(path), f"last byte, bit {bit}"
    tell(f"{total} flipped bits, all found")


def test_every_zeroed_page_is_found_out_and_the_rest_is_saved(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    before = {each.id: each for each in contents(path)}
    chance = random.Random(6)
    total = of(40, 1_000)
    for number in range(total):
        start = chance.randrange(0, len(data), 512)
        zeroed = data[:start] + bytes(min(PAGE, len(data) - start)) + data[start + PAGE :]
        path.write_bytes(zeroed)
        assert spoilt(path), start
        assert path.read_bytes() == zeroed
        saved = tmp_path / f"saved{number}.json"
        with suppress(NotOurs):
            salvage(path, saved)
            spared = {id_ for id_ in before if f'"{id_}":'.encode() in data[:start] + data[start + PAGE :]}
            assert len(set(before) - {each.id for each in contents(saved)}) <= len(before) - len(spared) + 2
        for each in tmp_path.glob("saved*"):
            each.unlink()
    tell(f"{total} zeroed pages, all found")


def test_salvage_saves_every_sound_document(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    before = {each.id: each for each in contents(path)}
    chance = random.Random(7)
    total = of(30, 300)
    for number in range(total):
        hit = chance.randrange(1, len(lines))
        broken = bytearray(lines[hit])
        broken[chance.randrange(len(broken) - 1)] ^= 4
        path.write_bytes(b"".join((*lines[:hit], broken, *lines[hit + 1 :])))
        assert not examine(path).healthy
        saved = tmp_path / f"saved{number}.json"
        salvage(path, saved)
        after = {each.id: each for each in contents(saved)}
        victims = {id_ for id_ in before if f'"{id_}":'.encode() in lines[hit]}
        assert {id_: each for id_, each in after.items() if id_ in before and id_ not in victims} == {
            id_: each for id_, each in before.items() if id_ not in victims
        }
    tell(f"{total} damaged lines, every other document saved")


def test_a_power_cut_loses_nothing_that_was_acknowledged(path: Path) -> None:
    """Any subset of the pages of the change that was not yet synced reaches the disk, the others are zeros or are missing."""
    data = path.read_bytes()
    end = ends_of_changes(path)[-2]
    path.write_bytes(data[:end])
    acknowledged = contents(path)
    path.write_bytes(data)
    whole = contents(path)
    chance = random.Random(8)
    total = of(100, 2_000)
    refused = 0
    for _ in range(total):
        tail = bytearray(data[end : chance.choice([len(data), chance.randrange(end, len(data))])])
        for start in range(0, len(tail), 256):
            if chance.random() < 0.4:
                stop = min(start + 256, len(tail))
                tail[start:stop] = bytes(stop - start)
        path.write_bytes(data[:end] + tail)
        with open_store(path) as store:
            told = bool(store.notices)
            found = list(store.articles())
            assert found in (acknowledged, whole)
            refused += told
            assert told or found == whole or b"\0" not in tail
            store.add([article("after", "Кейін.")])
            assert not store.notices
        aside = path.with_name("store.json.torn")
        assert aside.exists() == told
        if told:
            assert aside.read_bytes() == bytes(tail)
            aside.unlink()
        assert {each.id for each in acknowledged} < {each.id for each in contents(path)}
        assert examine(path).healthy
    assert refused
    tell(f"{total} power cuts, {refused} of them told")


@contextmanager
def failing(name: str, number: int, code: int, short: bool = False) -> Iterator[list[int]]:
    """The n-th of these calls fails; or, being a write, it takes only half of what it is given, and what follows fails."""
    real: Callable[..., object] = getattr(os, name)
    write_rest = os.pwrite
    calls = [0]

    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    def call(*args: Any, **kwargs: Any) -> object:
        calls[0] += 1
        if calls[0] != number:
            return real(*args, **kwargs)
        if not short:
            return refuse()
        os.pwrite = refuse
        content = b"".join(args[1])
        return write_rest(args[0], content[: len(content) // 2], args[2])

    setattr(os, name, call)
    try:
        yield calls
    finally:
        setattr(os, name, real)
        os.pwrite = write_rest


def refusal(change: Callable[..., object], *args: object) -> StoreError | None:
    """What a change is refused with, if it is."""
    try:
        change(*args)
    except StoreError as error:
        return error
    return None


CALLS = ["open", "fstat", "stat", "pread", "pwritev", "fdatasync", "fsync", "ftruncate", "rename"]
FAILURES = [(errno.EIO, False), (errno.ENOSPC, False), (errno.ENOSPC, True)]
CHANGES: dict[str, Callable[[Path], object]] = {
    "add": lambda path: _changed(path, lambda store: store.add([article("new", "Жаңа. " * 50)])),
    "batch": lambda path: _changed(
        path, lambda store: store.add([article(f"n{n}", f"{n}") for n in range(9)])
    ),
    "update": lambda path: _changed(path, lambda store: store.add([article("a1", "Тағы.")])),
    "remove": lambda path: _changed(path, lambda store: store.remove(["a1", "a4"])),
    "compact": lambda path: _changed(path, lambda store: store.compact()),
}


def _changed(path: Path, change: Callable[..., object]) -> None:
    with open_store(path) as store:
        change(store)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("torn", [False, True], ids=["whole", "torn before"])
def test_whichever_call_fails_the_store_is_as_before_or_after(
    change: str, torn: bool, path: Path, tmp_path: Path
) -> None:
    """Refuse the first, the second, … call of each kind until the change gets through, and look at the store each time."""
    if torn:
        path.write_bytes(path.read_bytes()[:-20])
    pristine = path.read_bytes()
    before = contents(path)
    CHANGES[change](path)
    after = contents(path)
    refused = 0
    for call in CALLS:
        for code, short in FAILURES[: 3 if call == "pwritev" else of(1, 2)]:
            for number in range(1, 60):
                path.write_bytes(pristine)
                error = None
                with failing(call, number, code, short) as calls:
                    error = refusal(CHANGES[change], path)
                failed = error is not None
                assert error is None or "store.json" in error.message
                if calls[0] < number:
                    break
                refused += failed
                found = contents(path)
                assert found in (before, after), (call, number)
                if not failed:
                    assert found == after, (call, number)
                CHANGES[change](path)
                assert contents(path) == after
                assert not list(tmp_path.glob(".*.tmp"))
    assert refused > 5
    tell(f"{change}: {refused} refused calls")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_loses_nothing_and_is_written_again_when_there_is_room(path: Path) -> None:
    before = contents(path)
    size = path.stat().st_size
    total = of(40, 400)
    kept = []
    with open_store(path) as store:
        for number in range(total):
            new = article(f"more{number}", f"{number} " * 300)
            with no_file_larger_than(size + 20_000):
                error = refusal(store.add, [new])
            if error is None:
                kept.append(new.id)
            else:
                assert "as it was before" in error.message
        assert 0 < len(kept) < total
        store.add([article("room", "Орын бар.")])
    assert {each.id for each in contents(path)} == {each.id for each in before} | {*kept, "room"}
    assert examine(path).healthy
    tell(f"full disk: {total - len(kept)} of {total} refused, none lost")


def test_a_disk_too_full_to_compact_keeps_the_store(path: Path) -> None:
    before = digests(path.parent)
    with open_store(path) as store, no_file_larger_than(1000), pytest.raises(Unwritable):
        store.compact()
    assert digests(path.parent) == before


def test_derived_files_spoilt_in_any_way_change_no_answer(path: Path) -> None:
    from storage.syntax import parse

    with open_store(path) as store:
        store.put_readings([(each, reading(each)) for each in store.articles()], "1")
        wanted = [hit.article.id for hit in store.search(parse("мақала"), limit=100)]
        read = list(store.readings(version="1"))
    chance = random.Random(9)
    for name in ("store.json.search", "store.json.readings"):
        beside = path.with_name(name)
        kept = beside.read_bytes()
        for content in (
            b"",
            b"x" * 9000,
            kept[: len(kept) // 2],
            bytes(len(kept)),
            chance.randbytes(len(kept)),
        ):
            beside.write_bytes(content)
            for read_only in (True, False):
                with open_store(path, read_only=read_only) as store:
                    assert [hit.article.id for hit in store.search(parse("мақала"), limit=100)] == wanted
                    assert len(list(store.readings(version="1"))) in (0, len(read))
            with open_store(path) as store:
                store.put_readings([(each, reading(each)) for each in store.articles()], "1")
    other = path.with_name("other.json")
    with open_store(other) as store:
        store.add([article(f"a{n}", f"Басқа дүкен {n}") for n in range(30)])
        store.search(parse("мақала"))
    shutil.copy(other.with_name("other.json.search"), path.with_name("store.json.search"))
    with open_store(path) as store:
        assert [hit.article.id for hit in store.search(parse("мақала"), limit=100)] == wanted
        assert store.search(parse("басқа")) == []
