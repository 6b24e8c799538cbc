"""What the tree as a whole must hold. A rule takes a Checkout and returns findings as lines."""

import re

from rules import folder_of

LIMITS = "core/base/limits.h"


def limits_are_tested(checkout):
    """Every constant of limits.h is named in a test: the one that stands at it and above it."""
    limits = checkout.by_path.get(LIMITS)
    if limits is None:
        return []
    tests = [file.text for file in checkout.files if file.within("tests") and file.path.suffix in {".cc", ".h"}]
    named = set(re.findall(r"\bk\w+", "\n".join(tests)))
    return [
        limits.finding(number, f"{match.group(1)} is named in no test: add one at it and one above it")
        for number, line in enumerate(limits.lines, 1)
        if (match := re.match(r"inline constexpr [^=]*\b(k\w+)\s*=", line)) and match.group(1) not in named
    ]


def libraries_are_tested(checkout):
    """tests/unit mirrors the tree: a folder that makes a library has a folder of tests there."""
    tested = {str(file.path.parent) for file in checkout.files if file.path.name.endswith("_test.cc")}
    return [
        file.finding(1, f"no test in tests/unit/{file.path.parent}: every library has its tests")
        for file in checkout.files
        if file.path.name == "CMakeLists.txt" and folder_of(file.path) and "meedoen_library(" in file.text
        and f"tests/unit/{file.path.parent}" not in tested
    ]


def sources_are_built(checkout):
    """A source or test that no CMakeLists.txt names would rot unseen."""
    findings = []
    for file in checkout.files:
        if file.path.suffix != ".cc" or file.within("protos"):
            continue
        lists = [(folder, checkout.by_path.get(str(folder / "CMakeLists.txt"))) for folder in file.path.parents]
        if not any(found and names(found, file.path.relative_to(folder)) for folder, found in lists):
            findings.append(file.finding(1, "no CMakeLists.txt names it, so nobody compiles it"))
    return findings


def names(cmake_lists, path):
    """Whether a CMakeLists.txt names a source, by itself or in a loop over ${name}.cc, ${name}_test.cc and the like."""
    stem = str(path.with_suffix(""))
    if re.search(rf"(?<![\w/]){re.escape(stem)}\.cc\b", cmake_lists.text):
        return True
    endings = [ending for ending in re.findall(r"\$\{\w+\}(\w*)\.cc\b", cmake_lists.text) if stem.endswith(ending)]
    looped = [re.escape(stem.removesuffix(ending)) for ending in endings]
    return any(re.search(rf"(?<![\w/.]){name}(?![\w/.])", cmake_lists.text) for name in looped)


ALL = [limits_are_tested, libraries_are_tested, sources_are_built]
