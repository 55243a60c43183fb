"""Tell apart the formats that share a container, ZIP or OLE. The one module that imports olefile."""

import re
from collections.abc import Iterable
from pathlib import Path

import olefile

from ingest.errors import IngestError
from ingest.formats.package import Package, package_parts
from ingest.opening import open_regular

_OLE_STREAMS = {
    "encryptedpackage": "locked",
    "worddocument": "doc",
    "workbook": "xls",
    "book": "xls",
    "powerpoint document": "ppt",
    "__properties_version1.0": "msg",
}
# A directory's first names stand near its start or, where the file was saved often, anywhere in it.
_OLE_SEARCH_BYTES = 16 << 20

_OFFICE_TYPES = (
    (re.compile(rb"(?:wordprocessingml|ms-word)\.(?:document|template)[\w.]*\.main\+xml", re.I), "docx"),
    (
        re.compile(rb"(?:presentationml|ms-powerpoint)\.(?:presentation|slideshow|template)[\w.]*\.main\+xml", re.I),
        "pptx",
    ),
    (re.compile(rb"(?:spreadsheetml|ms-excel)\.(?:sheet|template)(?:\.macroEnabled)?\.main\+xml", re.I), "xlsx"),
)
_OFFICE_FOLDERS = {"word": "docx", "ppt": "pptx", "xl": "xlsx"}
# What names the kind of an office document is a few kilobytes.
_START_BYTES = 4 << 20
_BINARY_SHEETS = b"sheet.binary.macroenabled.main"
_OPEN_DOCUMENTS = {"text": "odt", "text-master": "odt", "text-web": "odt", "presentation": "odp", "spreadsheet": "ods"}
_OPEN_DOCUMENT_TYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.([a-z-]+)")
_PROGRAMS = ("meta-inf/manifest.mf", "androidmanifest.xml")


def ole_format(path: Path) -> str | None:
    """Return the format of an OLE file: nothing where none is known, None where too little of it is left to tell."""
    is_damaged = False
    try:
        with olefile.OleFileIO(path) as ole:
            names = [entry[0].lower() for entry in ole.listdir(streams=True, storages=True)]
    except Exception:  # noqa: BLE001 - whatever a damaged directory does to the parser, the names may still be there
        names, is_damaged = _names_in_bytes(path), True
    found = {name: _OLE_STREAMS[name] for name in names if name in _OLE_STREAMS}
    return next((found[name] for name in _OLE_STREAMS if name in found), None if is_damaged else "")


def _names_in_bytes(path: Path) -> list[str]:
    with open_regular(path) as file:
        content = file.read(_OLE_SEARCH_BYTES).lower()
    # Names in a directory are UTF-16, padded with zeros.
    return [name for name in _OLE_STREAMS if (name + "\0").encode("utf-16-le") in content]


def zip_format(path: Path) -> str | None:
    """Return the format of a ZIP archive of parts, or "zip" for one of files.

    Nothing for programs and the like; None where too little of it is left to tell.
    """
    try:
        with package_parts(path) as package:
            names = {name.lower(): name for name in package.names()}
            if "[content_types].xml" in names:
                return _office_format(package, names) or (None if package.is_mended else "")
            return _open_document_format(package, names) or (None if package.is_mended else _archive_format(names))
    except IngestError:
        return None


def _office_format(package: Package, names: dict[str, str]) -> str:
    types = _part(package, names["[content_types].xml"])
    for pattern, format_name in _OFFICE_TYPES:
        if pattern.search(types):
            return format_name
    if _BINARY_SHEETS in types.lower():
        return "xlsb"
    folders = {name.partition("/")[0] for name in names if "/" in name}
    return next((_OFFICE_FOLDERS[folder] for folder in _OFFICE_FOLDERS if folder in folders), "")


def _open_document_format(package: Package, names: dict[str, str]) -> str:
    declared = b""
    for part in ("mimetype", "meta-inf/manifest.xml"):
        if part in names:
            declared += _part(package, names[part])
    if b"application/epub+zip" in declared[:100] or "meta-inf/container.xml" in names:
        return "epub"
    match = _OPEN_DOCUMENT_TYPE.search(declared)
    return _OPEN_DOCUMENTS.get(match[1].decode().removesuffix("-template"), "") if match else ""


def _archive_format(names: Iterable[str]) -> str:
    is_other = any(name in _PROGRAMS or name.endswith(".iwa") for name in names)
    return "" if is_other else "zip"


def _part(package: Package, name: str) -> bytes:
    try:
        return package.read(name, _START_BYTES) or b""
    except IngestError:
        return b""
