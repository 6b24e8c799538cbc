#!/usr/bin/env python3
"""Runs the scripts in a copy of their own, with false machines and false tools: every failure is one line, and nothing
that was cut off looks whole."""

import os
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOOKWORM = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_CODENAME=bookworm\n'
FEDORA = 'PRETTY_NAME="Fedora Linux 40"\nID=fedora\n'


class Machine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        shutil.copytree(ROOT / "scripts", self.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        self.tools = self.root / "tools"
        self.tools.mkdir()

    def tool(self, name, script):
        """A false program, found before the real one."""
        path = self.tools / name
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)

    def run_bash(self, script, **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        kept["PATH"] = f"{self.tools}:/usr/local/bin:/usr/bin:/bin"
        return subprocess.run(
            ["bash", "-c", script],
            cwd=self.root, env={**kept, **environment}, capture_output=True, text=True, timeout=50,
        )

    def call(self, library, call, **environment):
        """Calls a function of a library as the scripts do."""
        sources = "".join(f". scripts/lib/{name}.sh; " for name in ("common", library))
        return self.run_bash(f"set -euo pipefail; {sources} {call}", **environment)

    def assert_fails(self, result, *texts):
        """It failed with one line that holds the texts."""
        self.assertEqual(result.returncode, 1, result)
        last = result.stderr.strip().splitlines()[-1]
        for text in texts:
            self.assertIn(text, last)

    def assert_passes(self, result, output=""):
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, output, ""))


class SystemTest(Machine):
    def test_only_debian_12(self):
        self.root.joinpath("release").write_text(BOOKWORM)
        self.assert_passes(self.call("system", "check_distribution release"))
        self.root.joinpath("release").write_text(FEDORA)
        self.assert_fails(self.call("system", "check_distribution release"), "Fedora Linux 40", "Debian 12")
        self.assert_fails(self.call("system", "check_distribution nowhere"), "no known Linux", "Debian 12")

    def test_only_x86_64(self):
        self.root.joinpath("release").write_text(BOOKWORM)
        self.tool("uname", "echo aarch64")
        self.assert_fails(self.call("system", "check_distribution release"), "aarch64", "x86_64")

    def test_the_processor(self):
        for flags, check in (
            ("fpu sse4_1 sse4_2 avx2 fma", self.assert_passes),
            ("fpu sse4_2", lambda result: self.assertIn("no AVX2", result.stdout)),
            ("fpu sse4_1", lambda result: self.assert_fails(result, "SSE4.2", "OpenVINO")),
        ):
            self.root.joinpath("cpuinfo").write_text(f"processor\t: 0\nflags\t\t: {flags}\n")
            check(self.call("system", "check_processor cpuinfo"))

    def test_the_space(self):
        for free_mb, check in ((6000, self.assert_passes), (5999, lambda result: self.assert_fails(result, "5999 MB"))):
            self.tool("df", f"echo header; echo disk 9 9 {free_mb} 9 /")
            check(self.call("system", "check_space"))


class DebianTest(Machine):
    def setUp(self):
        super().setUp()
        packages = "# list\n\ncmake 3.25.1 x\nlibssl-dev 3.0\ntzdata any\n"
        self.root.joinpath("scripts/debian-packages.txt").write_text(packages)
        self.tool("sudo", '[[ $1 == -n ]] && shift; exec "$@"')

    def installed(self, *versions):
        self.tool("dpkg-query", "".join(f"echo 'ii  {version}'; " for version in versions) + "exit 1")

    def test_debians_revisions_and_patch_releases_are_the_same_version(self):
        self.installed("cmake 2:3.25.1+ds-1~deb12u7", "libssl-dev 3.0.17-1~deb12u2", "tzdata 2099z-1")
        self.assert_passes(self.call("debian", "install_debian_packages"))

    def test_another_version_is_refused(self):
        self.installed("cmake 3.25.10-1", "libssl-dev 3.5.1-1", "tzdata 2099z-1")
        result = self.call("debian", "install_debian_packages")
        self.assert_fails(result, "cmake is 3.25.10-1, not 3.25.1; libssl-dev is 3.5.1-1, not 3.0")

    def test_only_what_is_missing_is_installed(self):
        self.installed("cmake 3.25.1-1", "tzdata 2099z-1")
        progress = 'echo "0 upgraded, 25 newly installed"; yes "Setting up x" | head -n 25'
        self.tool("apt-get", f'{progress}; echo "$*" >>asked')
        result = self.call("debian", "install_debian_packages")
        self.assertEqual(result.returncode, 0, result)
        self.assertIn("installed 25 of 25 packages", result.stdout)
        self.assertRegex(self.root.joinpath("asked").read_text(), r"-recommends libssl-dev\n$")

    def test_why_apt_failed_is_one_line(self):
        self.installed("cmake 3.25.1-1", "tzdata 2099z-1")
        for output, reason in (
            ("Err:1 Could not connect to 127.0.0.1:9", "no network"),
            ("E: You don't have enough free space in /var/cache/apt/archives/.", "disk is full"),
            ("E: Could not get lock /var/lib/dpkg/lock-frontend", "another installation"),
            ("E: dpkg was interrupted, you must manually run", "dpkg --configure -a"),
            ("E: Unable to locate package libssl-dev", "apt's sources"),
            ("E: something else", "var/log/apt.log"),
        ):
            self.tool("apt-get", f'echo "{output}" >&2; exit 100')
            self.assert_fails(self.call("debian", "install_debian_packages"), "apt could not install", reason)


class PythonTest(Machine):
    def setUp(self):
        super().setUp()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/simple"
        self.requirements = self.root / "scripts/model/requirements.txt"

    def install(self, **environment):
        return self.call(
            "python", "install_python_packages",
            PIP_CONFIG_FILE="/dev/null", PIP_INDEX_URL=self.nowhere, PIP_RETRIES="0", **environment,
        )

    def test_without_network_nothing_looks_whole(self):
        self.assert_fails(self.install(), "pip could not install", "no network")
        self.assertFalse(self.root.joinpath("var/python").exists())

    def test_a_file_that_is_not_the_pinned_one_is_refused(self):
        wheel = self.wheel()
        self.requirements.write_text(f"thing==1.0 --hash=sha256:{'0' * 64}\n")
        self.assert_fails(self.install(PIP_FIND_LINKS=str(wheel.parent)), "not the pinned one")
        self.assertFalse(self.root.joinpath("var/python").exists())

    def test_what_is_there_is_skipped_and_other_pins_replace_it(self):
        wheel = self.wheel()
        sha256 = subprocess.run(["sha256sum", wheel], capture_output=True, text=True, check=True).stdout.split()[0]
        self.requirements.write_text(f"thing==1.0 --hash=sha256:{sha256}\n")
        python = self.root / "var/python"
        python.mkdir(parents=True)
        python.joinpath("older").touch()
        self.root.joinpath("var/python.partial").mkdir()
        result = self.install(PIP_FIND_LINKS=str(wheel.parent))
        self.assertEqual(result.returncode, 0, result)
        self.assertEqual(sorted(path.name for path in python.glob("[a-z]*.py")), ["thing.py"])
        self.assertFalse(python.joinpath("older").exists())
        self.assertFalse(list(self.root.glob("var/python.*")))
        self.assert_passes(self.install())

    def wheel(self):
        """A Python package of one line."""
        source = self.root / "wheel"
        info = source / "thing-1.0.dist-info"
        info.mkdir(parents=True)
        source.joinpath("thing.py").write_text("x = 1\n")
        info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
        info.joinpath("WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        info.joinpath("RECORD").write_text("thing.py,,\nthing-1.0.dist-info/METADATA,,\nthing-1.0.dist-info/WHEEL,,\n")
        folder = self.root / "wheels"
        folder.mkdir()
        archive = shutil.make_archive(str(folder / "thing"), "zip", source)
        return Path(archive).rename(folder / "thing-1.0-py3-none-any.whl")


class CommonTest(Machine):
    def test_a_checkout_that_cannot_be_written_to(self):
        self.root.joinpath("var").write_text("not a folder")
        self.assert_fails(self.run_bash("scripts/setup"), str(self.root), "change its owner")


PROGRAM = r"""#!/usr/bin/python3
import os, socket, sys
with open("calls", "a") as calls:
    print(os.path.basename(sys.argv[0]), *sys.argv[1:], file=calls)
for flag in ("--address", "--listen"):
    if "serve" in sys.argv and flag in sys.argv:
        listening = socket.create_server(("127.0.0.1", int(sys.argv[sys.argv.index(flag) + 1].split(":")[1])))
        while True:
            listening.accept()
"""


class DemoRunTest(Machine):
    """The whole of scripts/demo, with programs that only listen."""

    def setUp(self):
        super().setUp()
        shutil.copytree(ROOT / "catalog-samples", self.root / "catalog-samples")
        self.root.joinpath("scripts/setup").write_text("#!/bin/bash\n")
        self.tool("cmake", "true")
        for path in ("build/release/bin/meedoen-indexer", "build/release/bin/meedoen-matcher"):
            self.root.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
            self.root.joinpath(path).write_text(PROGRAM)
            self.root.joinpath(path).chmod(0o755)
        model = self.root / "var/models/multilingual-e5-small"
        model.mkdir(parents=True)
        model.joinpath("model.json").write_text("{}")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def demo(self, arguments=""):
        result = self.run_bash(f"scripts/demo --port-base {self.port} {arguments}")
        self.assertEqual(result.returncode, 0, result)
        calls = self.root / "calls"
        made = calls.read_text()
        calls.unlink()
        return result.stdout, made

    def listens(self, port):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    def test_the_second_run_skips_the_import_and_nothing_is_left_running(self):
        _, made = self.demo()
        self.assertEqual([made.count(f" {call}") for call in ("import ", "rebuild", "serve", "suggest ")], [2, 1, 2, 3])
        _, made = self.demo()
        self.assertEqual([made.count(f" {call}") for call in ("import ", "rebuild", "serve", "suggest ")], [0, 0, 2, 3])
        self.assertFalse(self.listens(self.port) or self.listens(self.port + 1))

    def test_other_samples_are_imported(self):
        self.demo()
        with open(self.root / "catalog-samples/deventer.jsonl", "a", encoding="utf-8") as sample:
            sample.write("\n")
        self.assertIn(" import ", self.demo()[1])

    def test_what_is_kept_runs_on_until_stop(self):
        shown, _ = self.demo("--keep")
        self.addCleanup(self.run_bash, "scripts/demo --stop")
        self.assertIn(f"matcher  127.0.0.1:{self.port + 1}", shown)
        self.assertTrue(self.listens(self.port) and self.listens(self.port + 1))
        self.assert_fails(self.run_bash("scripts/demo"), "still running", "scripts/demo --stop")
        self.assertEqual(self.run_bash("scripts/demo --stop").stdout.count("Stopped process"), 2)
        self.assertFalse(self.listens(self.port) or self.listens(self.port + 1))


class DemoTest(Machine):
    def test_arguments(self):
        for arguments, text in (
            ("--kep", "unknown argument '--kep'"), ("--port-base", "1 to 65534"), ("--port-base 65535", "1 to 65534"),
            ("--port-base 08", "1 to 65534"), ("--port-base x[0]", "1 to 65534"),
        ):
            self.assert_fails(self.run_bash(f"scripts/demo {arguments}"), text, "usage: scripts/demo")

    def test_a_used_port_is_named(self):
        with socket.socket() as used:
            used.bind(("127.0.0.1", 0))
            used.listen()
            port = used.getsockname()[1]
            self.assert_fails(self.run_bash(f"scripts/demo --port-base {port}"), f"Port {port} is in use")
            self.assert_fails(self.run_bash(f"scripts/demo --port-base {port - 1}"), f"Port {port} is in use")

    def test_a_program_that_ends_at_once_is_reported_with_its_last_words(self):
        result = self.call("programs", "start indexer bash -c 'echo the lock is held; exit 1'; await indexer 1 5")
        self.assert_fails(result, "indexer ended at once")
        self.assertIn("the lock is held", result.stderr)

    def test_a_program_that_does_not_answer_is_stopped(self):
        start = "trap stop_all EXIT; start indexer sleep 600; echo ${pid_of[indexer]}"
        result = self.call("programs", f"{start}; await indexer 1 1")
        self.assert_fails(result, "indexer does not answer after 1 seconds")
        self.assertFalse(Path("/proc", result.stdout.strip()).exists())


FUZZER = r"""#!/bin/bash
echo "$0 $*" >>fuzzed
for argument; do [[ $argument != -artifact_prefix=* ]] || prefix=${argument#*=}; done
case $0 in
  *_price) [[ -e broken ]] && {
    printf 'does not hold: it costs \xff something else\n' >&2
    echo "artifact_prefix='$prefix'; Test unit written to ${prefix}crash-1" >&2
    exit 77
  } ;;
esac
echo '#99 DONE   cov: 321 ft: 9 corp: 5/5b' >&2
printf 'stat::number_of_executed_units: 1234\nstat::new_units_added: 5\nstat::peak_rss_mb: 67\n' >&2
"""


class FuzzTest(Machine):
    """scripts/fuzz with fuzzers that only say what real ones say."""

    def setUp(self):
        super().setUp()
        self.root.joinpath("scripts/setup").write_text("#!/bin/bash\n")
        self.tool("cmake", "true")
        bin = self.root / "build/fuzz/bin"
        bin.mkdir(parents=True)
        for name in ("csv", "xlsx", "schedule", "price", "xlsx_parts", "cells", "json_lines", "places", "mapping"):
            bin.joinpath(f"fuzz_{name}").write_text(FUZZER)
            bin.joinpath(f"fuzz_{name}").chmod(0o755)

    def test_every_target_runs_for_its_time(self):
        result = self.run_bash("scripts/fuzz --seconds 7")
        self.assertEqual(result.returncode, 0, result)
        self.assertEqual(result.stdout.count(" ok: 1234 runs, 321 branches seen, 5 new inputs, at most 67 MB"), 9)
        calls = self.root.joinpath("fuzzed").read_text()
        self.assertEqual(calls.count("-max_total_time=7 "), 9)
        for target in sorted(path.name for path in (ROOT / "tests/fuzz/corpus").iterdir()):
            self.assertIn(f"/dictionaries/{target}.dict ", calls)
            self.assertTrue((ROOT / f"tests/fuzz/dictionaries/{target}.dict").exists(), target)

    def test_a_run_that_is_the_same_every_time(self):
        for folder in ("var/fuzz/corpus/csv", "var/tmp/fuzz-csv"):
            self.root.joinpath(folder).mkdir(parents=True)
            self.root.joinpath(folder, "older").touch()
        self.assertEqual(self.run_bash("scripts/fuzz --seconds 1 --seed 3 csv").returncode, 0)
        call = self.root.joinpath("fuzzed").read_text()
        self.assertRegex(call, r"-seed=3 \S+/var/tmp/fuzz-csv \S+/tests/fuzz/corpus/csv$")
        self.assertFalse(self.root.joinpath("var/tmp/fuzz-csv/older").exists())

    def test_what_does_not_hold_is_shown_and_the_others_go_on(self):
        self.root.joinpath("broken").touch()
        result = self.run_bash("scripts/fuzz --seconds 1 price csv")
        self.assert_fails(result, "something does not hold: price")
        self.assertIn("it costs", result.stdout)
        self.assertIn("again:    build/fuzz/bin/fuzz_price var/fuzz/crashes/price-crash-1\n", result.stdout)
        self.assertRegex(result.stdout, r"csv +ok: 1234 runs")

    def test_arguments(self):
        for arguments, text in (
            ("--seed x", "--seed takes"), ("--seconds 0", "--seconds takes"), ("--second 3", "unknown argument"),
            ("prices", "unknown target 'prices'"),
        ):
            self.assert_fails(self.run_bash(f"scripts/fuzz {arguments}"), text, "usage: scripts/fuzz")
        self.assertEqual(self.run_bash("scripts/fuzz --build-only").returncode, 0)
        self.assertFalse(self.root.joinpath("fuzzed").exists())


class CheckAllTest(Machine):
    """scripts/check-all with steps that only end well or badly."""

    def setUp(self):
        super().setUp()
        tidy = self.root / "tests/tidy/tidy.py"
        tidy.parent.mkdir(parents=True)
        for path in ("scripts/setup", "scripts/test", "scripts/fuzz", "tests/tidy/tidy.py"):
            self.root.joinpath(path).write_text(f'#!/bin/bash\necho {path} "$*" >>called\n')
            self.root.joinpath(path).chmod(0o755)
        for name in ("cmake", "ctest"):
            self.tool(name, f'echo {name} "$*" >>called')

    def test_all_steps_are_summed_up(self):
        result = self.run_bash("scripts/check-all --seconds 5 tidy tests asan-ubsan tsan fuzz")
        self.assertEqual(result.returncode, 0, result)
        self.assertEqual(result.stdout.count(" passed, "), 5)
        called = self.root.joinpath("called").read_text()
        for call in ("scripts/test -E ^fuzz$", "ctest --preset tsan", "scripts/fuzz --seconds 5", "tests/tidy/tidy.py"):
            self.assertIn(call, called)

    def test_one_that_fails_does_not_stop_the_others(self):
        self.tool("ctest", "[[ $2 != asan-ubsan ]]")
        result = self.run_bash("scripts/check-all asan-ubsan tsan")
        self.assert_fails(result, "1 of 2 steps failed")
        self.assertRegex(result.stdout, r"asan-ubsan +FAILED, [01] min\ntsan +passed")

    def test_arguments(self):
        self.assert_fails(self.run_bash("scripts/check-all fuz"), "unknown argument 'fuz'", "usage: scripts/check-all")
        self.assert_fails(self.run_bash("scripts/check-all --seconds x"), "--seconds takes a number")


if __name__ == "__main__":
    unittest.main()
