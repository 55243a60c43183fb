"""The laws of ARCHITECTURE.md that can be read off the source: imports, doors, settings, size, no work on import."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("retriever", "ingest", "app")  # each may import those before it
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]

# Third-party packages that any module may import, each with the reason.
WITHOUT_DOORS = {"numpy": "its arrays are the type in which vectors and scores are passed around"}
# Libraries on which models of different making stand, each model with its own door: these modules and no other.
DOORS_OF_MODELS = {
    "safetensors": ["retriever/encoder.py", "retriever/published_network.py", "retriever/reader_network.py"],
    "sentence_transformers": ["retriever/encoder.py", "retriever/published_network.py"],
    "torch": ["retriever/encoder.py", "retriever/published_network.py", "retriever/reader_network.py"],
    "transformers": ["retriever/published_network.py", "retriever/reader_network.py"],
}
# What the page is made of: components and addresses are laid out in several modules of one folder, and nowhere else.
DOORS_OF_THE_PAGE = {"fastapi": "app/web/", "gradio": "app/web/"}
# What loads in tenths of a second or more, so never before it is needed.
HEAVY = {
    "alembic",
    "chromadb",
    "fastapi",
    "gradio",
    "langchain",
    "langchain_chroma",
    "langchain_core",
    "langsmith",
    "mcp",
    "numpy",
    "sentence_transformers",
    "sqlalchemy",
    "sqlite3",
    "torch",
    "transformers",
    "uvicorn",
}


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def imported_packages(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported_modules(path)}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_room_imports_only_the_rooms_below_it(path):
    room = path.relative_to(ROOT).parts[0]
    above = set(ROOMS[ROOMS.index(room) + 1 :])
    assert not imported_packages(path) & above


def test_the_import_linter_finds_its_contracts_kept():
    pytest.importorskip("importlinter", reason="import-linter comes with `make lint`")
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_each_third_party_package_is_imported_by_its_doors_only():
    doors = defaultdict(list)
    for path, name in zip(MODULES, NAMES, strict=True):
        for package in imported_packages(path) - set(sys.stdlib_module_names) - set(ROOMS):
            doors[package].append(name)
    for package, folder in DOORS_OF_THE_PAGE.items():
        assert [name for name in doors.pop(package) if not name.startswith(folder)] == []
    several = {package: names for package, names in doors.items() if len(names) > 1 and package not in WITHOUT_DOORS}
    assert several == DOORS_OF_MODELS


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_module_but_the_settings_reads_the_environment(path):
    if path == ROOT / "app" / "settings.py":
        return
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not names & {"environ", "environb", "getenv", "getenvb"}


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_module_is_longer_than_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_every_module_begins_by_saying_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_command_line_loads_nothing_heavy():
    code = f"import sys, app.cli; print(*sorted(set(sys.modules) & {HEAVY!r}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.split() == []
