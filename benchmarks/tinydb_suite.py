"""TinyDB's own published tests, run on the journal: ``python -m benchmarks.tinydb_suite``.

The tests come with TinyDB's source distribution of the installed version. Their ``db`` is replaced by one of ours, in a
file and in memory. Left out is the one test that asserts the name of TinyDB's own storage class.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

CONFTEST = """
import pytest
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage
from storage.memory import MemoryJournal
from storage.table import JournalDB

@pytest.fixture(params=["memory", "journal"])
def db(request, tmp_path):
    opened = JournalDB(tmp_path / "test.db") if request.param == "journal" else JournalDB(storage=MemoryJournal)
    opened.drop_tables()
    opened.insert_multiple({"int": 1, "char": c} for c in "abc")
    yield opened

@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()
"""


def main() -> int:
    """Fetch the tests, run them, and return pytest's exit code."""
    with tempfile.TemporaryDirectory(prefix="elshi-tinydb-") as name:
        folder = Path(name)
        wanted = f"tinydb=={version('tinydb')}"
        fetch = ["pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", name, wanted]
        subprocess.run([sys.executable, "-m", *fetch], check=True)
        (archive,) = folder.glob("*.tar.gz")
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        tests = next(folder.glob("tinydb-*/tests"))
        (tests / "conftest.py").write_text(CONFTEST)
        run = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            str(tests),
            str(tests),
        ]
        paths = {"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": "/usr/bin:/bin"}
        return subprocess.run(
            [*run, "--deselect", "test_tables.py::test_table_repr"], env=paths, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
