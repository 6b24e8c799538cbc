#!/usr/bin/env python3
"""Checks the habits of this project that no compiler checks. Run by ctest as `tidy`; by hand:

    tests/tidy/tidy.py [CHECKOUT]     one line a finding, "file:line: what is wrong and what to do"; exit code 1 if any

The rules stand in rules.py (what a file says) and tree.py (what the tree must hold); tidy_test.py proves that
each catches. Needs nothing but Python; clang-format-14 is used where it is installed and mentioned where it is not.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import rules
import tree
from source import Checkout

FORMATTER = "clang-format-14"
FILES_A_RUN = 40


def check(checkout):
    """All findings in a checkout, as sorted lines."""
    findings = []
    for file in checkout.files:
        for rule in rules.ALL:
            findings += [file.finding(line, text) for line, text in rule(file)]
    for rule in tree.ALL:
        findings += rule(checkout)
    return sorted(set(findings), key=place)


def place(finding):
    """Sorts findings by file and line."""
    path, line, _ = finding.split(":", 2)
    return path, int(line), finding


def check_format(checkout):
    """What clang-format would change; several files a process, one process a core."""
    names = [str(file.path) for file in checkout.files if file.is_cpp]
    groups = [names[i : i + FILES_A_RUN] for i in range(0, len(names), FILES_A_RUN)]
    runs = [
        subprocess.Popen(
            [FORMATTER, "--dry-run", "--Werror", "--ferror-limit=1", *group],
            cwd=checkout.root, stderr=subprocess.PIPE, text=True,
        )
        for group in groups
    ]
    outputs = [run.communicate()[1] for run in runs]
    return [
        line.replace("error: code should be clang-formatted", f"not formatted: run {FORMATTER} -i on it")
        for output in outputs for line in output.splitlines() if "error:" in line
    ]


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    checkout = Checkout(root)
    findings = check(checkout)
    if shutil.which(FORMATTER):
        findings += check_format(checkout)
    else:
        print(f"{FORMATTER} is not installed: formatting was not checked (scripts/setup installs it)")
    for finding in findings:
        print(finding)
    print(f"tidy: {len(checkout.files)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
