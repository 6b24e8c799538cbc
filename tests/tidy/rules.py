"""What each file must keep to. A rule takes a File and yields (line, what is wrong)."""

import re

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 70
MAX_PARAMETERS = 6
MAX_COLUMNS = 120

# The floors of the house, lowest first: a folder may include itself and what stands below it, never its neighbours.
FLOORS = [
    ["protos"],
    ["core/base"],
    ["core/rpc", "core/geo", "core/text"],
    ["core/embedding", "core/activity", "core/settings"],
    ["core/index"],
    ["core/snapshot"],
    ["indexer", "matcher"],
]
FLOOR = {folder: number for number, floor in enumerate(FLOORS) for folder in floor}
TOP_FOLDERS = {folder.split("/")[0] for folder in FLOOR} | {"tests", "bench"}

# The rules about words do not read the rules themselves, nor the wrong trees that test them.
WORD_LISTS = "tests/tidy"
HOSTS = (
    r"pypi\.org|pythonhosted\.org|deb\.debian\.org|security\.debian\.org|huggingface\.co|registry\.npmjs\.org"
    r"|crates\.io|proxy\.golang\.org|anaconda\.org|maven\.apache\.org|docker\.io|ghcr\.io"
)


def folder_of(path):
    """The folder of the table that a path lies in, or None."""
    parts = str(path).split("/")
    return next((name for name in ("/".join(parts[:2]), parts[0]) if name in FLOOR), None)


def floors(file):
    here = folder_of(file.path)
    for number, line in enumerate(file.lines if file.is_cpp else [], 1):
        match = re.match(r'\s*#\s*include\s+["<]([^">]+)[">]', line)
        if not match:
            continue
        path = match.group(1)
        if path.startswith(".") or ("/" not in path and '"' in line):
            yield number, f'"{path}": write the path from the root of the checkout'
            continue
        there = folder_of(path)
        if here is None:
            continue
        if path.split("/")[0] in {"tests", "bench"}:
            yield number, f"{here} includes {path}: the product never uses its tests"
        elif there is None and path.split("/")[0] in TOP_FOLDERS:
            yield number, f"{path} is on no floor: add its folder to FLOORS in tests/tidy/rules.py"
        elif there and there != here and FLOOR[there] >= FLOOR[here]:
            yield number, f"{here} includes {there}, which does not stand below it: move what both need down a floor"


def sizes(file):
    count = len(file.lines) - 1
    if file.is_code and count > MAX_FILE_LINES:
        yield 1, f"{count} lines, {MAX_FILE_LINES} are allowed: split it by what it is about"
    for function in file.functions:
        if function.lines > MAX_FUNCTION_LINES:
            yield function.line, f"{function.name}: {function.lines} lines, {MAX_FUNCTION_LINES} are allowed"
        if function.parameters > MAX_PARAMETERS:
            many = f"{function.parameters} parameters, more than {MAX_PARAMETERS}"
            yield function.line, f"{function.name}: {many}: make a struct"


def headers(file):
    if file.path.suffix != ".h":
        return
    if not file.lines[0].startswith("// ") or len(file.lines[0]) < 10:
        yield 1, "a header opens with a comment that says what it is"
    if "#pragma once" not in file.lines:
        yield 1, "#pragma once is missing"
    for number, line in enumerate(file.lines, 1):
        if re.match(r"\s*using namespace ", line):
            yield number, "using namespace in a header reaches everybody who includes it"


def white_space(file):
    if not file.is_text or not file.text or file.path.suffix in {".csv", ".tsv"} or file.is_frozen:
        return
    if not file.text.endswith("\n"):
        yield len(file.lines), "no line end at the end of the file"
    for number, line in enumerate(file.lines, 1):
        if line != line.rstrip():
            yield number, "white space at the end of the line"
        if "\t" in line and file.is_code:
            yield number, "tab"
        if file.is_code and len(line) > MAX_COLUMNS and not re.search(r"https?://\S{60}|--hash=", line):
            yield number, f"{len(line)} columns, {MAX_COLUMNS} are allowed"


def unfinished(file):
    if not file.is_text or file.within(WORD_LISTS):
        return
    for number, line in enumerate(file.lines, 1):
        if match := re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            yield number, f"{match.group()}: do it now, or write an issue"
        if re.search(r"\bDISABLED_\w", line) and file.is_code:
            yield number, "a disabled test: mend it or remove it"
        if re.search(r"\bGTEST_SKIP\s*\(\s*\)\s*;", line):
            yield number, "GTEST_SKIP without a message: say what is missing and how to get it"


def places(file):
    if not file.is_text or file.within(WORD_LISTS):
        return
    for number, line in enumerate(file.lines, 1):
        if match := re.search(r"(?<![\w./])/(work|root|home/\w+)/", line):
            yield number, f"{match.group()} is a path of one machine"
        if "../shared" in line and not (file.within("tests") and "GTEST_SKIP() <<" in file.text):
            yield number, "../shared is not part of the checkout: only a test that can skip may look there"
        if match := re.search(HOSTS, line):
            yield number, f"{match.group()}: package indexes are reached through their clients, never by name"


def scripts(file):
    if not file.is_shell or file.path.suffix == ".sh":
        return
    if not file.mode & 0o111:
        yield 1, "not executable: chmod +x"
    if "set -euo pipefail" not in file.lines:
        yield 1, "set -euo pipefail is missing"


ALL = [floors, sizes, headers, white_space, unfinished, places, scripts]
