#!/usr/bin/env python3
"""The nightly job runs with the real indexer and the test engine for a model; the systemd units are well-formed."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.argv.pop(1)).resolve()
MODEL = {"format": 1, "id": "test-hashing", "licence": "none", "source": "a test", "engine": "hashing", "dimension": 64,
         "most_tokens": 512, "query_prefix": "", "passage_prefix": "", "pooling": "inside", "files": {}}


class Nightly(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        (self.root / "model").mkdir()
        (self.root / "model/model.json").write_text(json.dumps(MODEL))
        self.environment = {**os.environ, "MEEDOEN_BIN": str(BIN), "MEEDOEN_DATA": str(self.root / "data"),
                            "MEEDOEN_MODEL": str(self.root / "model"), "MEEDOEN_BACKUPS": str(self.root / "backups"),
                            "MEEDOEN_BACKUPS_KEPT": "2"}

    def indexer(self, *arguments):
        command = [BIN / "meedoen-indexer", "--data", self.root / "data", "--model", self.root / "model", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    def nightly(self):
        command = [ROOT / "deploy/nightly"]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)

    def test_makes_an_index_a_report_and_a_backup(self):
        self.indexer("places", "import", ROOT / "catalog-samples/places.csv")
        self.indexer("import", ROOT / "catalog-samples/deventer.jsonl")
        for _ in range(3):
            ran = self.nightly()
            self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("published", ran.stdout)
        reports = sorted((self.root / "data/reports").iterdir())
        self.assertIn("Gelukt.", reports[-1].read_text())
        self.assertEqual(json.loads(reports[-2].read_text())["outcome"], "PUBLISHED")
        listed = self.indexer("backup", "list", self.root / "backups").stdout
        self.assertEqual(len(re.findall(r"^ *\d+ ", listed, re.M)), 2, listed)

    def test_a_refused_index_is_an_error_and_the_backup_is_made_all_the_same(self):
        self.indexer("places", "import", ROOT / "catalog-samples/places.csv")
        self.indexer("import", ROOT / "catalog-samples/deventer.jsonl")
        self.assertEqual(self.nightly().returncode, 0)
        for line in (ROOT / "catalog-samples/deventer.jsonl").read_text().splitlines()[:30]:
            self.indexer("delete", json.loads(line)["name"])
        ran = self.nightly()
        self.assertEqual(ran.returncode, 1)
        self.assertIn("not published", ran.stderr)
        self.assertIn("Afgekeurd.", sorted((self.root / "data/reports").iterdir())[-1].read_text())
        self.assertIn("2", self.indexer("backup", "list", self.root / "backups").stdout)


class Units(unittest.TestCase):
    def test_every_command_is_understood(self):
        """What ExecStart says is what the programs take: with --help behind it, they end with 0."""
        for unit in (ROOT / "deploy/systemd").glob("*.service"):
            command = re.search(r"^ExecStart=(.*)$", unit.read_text(), re.M).group(1).split()
            if command[0].endswith("nightly"):
                self.assertTrue(os.access(ROOT / "deploy/nightly", os.X_OK))
                continue
            program = BIN / Path(command[0]).name
            ran = subprocess.run([program, *command[1:], "--help"], capture_output=True, text=True, timeout=20)
            self.assertEqual(ran.returncode, 0, f"{unit.name}: {ran.stderr}")

    def test_systemd_finds_nothing_wrong(self):
        if shutil.which("systemd-analyze") is None:
            self.skipTest("there is no systemd-analyze here")
        with tempfile.TemporaryDirectory() as folder:
            units = []
            for unit in (ROOT / "deploy/systemd").iterdir():
                text = unit.read_text().replace("/opt/meedoen/bin", str(BIN)).replace(
                    "/opt/meedoen/deploy", str(ROOT / "deploy"))
                units.append(Path(folder) / unit.name)
                units[-1].write_text(text)
            ran = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True,
                                 timeout=50)
            wrong = [line for line in ran.stderr.splitlines() if "meedoen" in line]
            self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
