#!/usr/bin/env python3
"""Proves that each rule of tidy catches what it is for, on small wrong trees, and lets the right one pass."""

import tempfile
import unittest
from pathlib import Path

import source
import tidy

HEADER = "// A thing, to be included.\n#pragma once\n"
RIGHT = {
    "core/base/limits.h": HEADER + "inline constexpr int kMaxWishes = 10;\n",
    "core/base/CMakeLists.txt": "meedoen_library(core_base SOURCES status.cc)\n",
    "core/base/status.cc": '#include "core/base/limits.h"\n',
    "core/geo/grid.h": HEADER + '#include <vector>\n\n#include "absl/status/status.h"\n#include "core/base/limits.h"\n',
    "tests/unit/core/base/CMakeLists.txt": "meedoen_test(core_base SOURCES limits_test.cc)\n",
    "tests/unit/core/base/limits_test.cc": '#include "core/geo/grid.h"\nTEST(A, B) { kMaxWishes + 1; }\n',
    "scripts/setup": "#!/usr/bin/env bash\n# What it does.\nset -euo pipefail\nmktemp -d x-XXXXXX\n",
    "README.md": "Text. See https://example.org/work/root/ and /workshop.\n",
    "catalog-samples/a.csv": "naam;\r\n",
    "docs/picture.png": b"\x89PNG\xff\x00",
}


def findings(files):
    """What tidy says about the right tree with some files changed (None: removed)."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {**RIGHT, **files}.items():
            if content is None:
                continue
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            path.chmod(0o755 if name.startswith("scripts/") else 0o644)
            if name == "scripts/not-executable":
                path.chmod(0o644)
        return tidy.check(source.Checkout(folder))


class RulesTest(unittest.TestCase):
    def assert_caught(self, files, *expected):
        """Exactly one finding an expected text, which it must contain."""
        found = findings(files)
        self.assertEqual(len(found), len(expected), found)
        for text in expected:
            self.assertTrue(any(text in finding for finding in found), f"{text!r} is not in {found}")

    def test_the_right_tree_passes(self):
        self.assert_caught({})

    def test_an_include_points_down(self):
        up = '#include "core/geo/grid.h"\n'
        self.assert_caught({"core/base/status.cc": up}, "core/base/status.cc:1: core/base includes core/geo")
        across = {"core/geo/grid.h": HEADER + '#include <core/text/clean.h>\n'}
        self.assert_caught(across, "core/geo/grid.h:3: core/geo includes core/text")
        down = {"indexer/store/log.h": HEADER + '#include "core/geo/grid.h"\n#include "indexer/store/key.h"\n'}
        self.assert_caught(down)

    def test_the_programs_know_nothing_of_each_other(self):
        self.assert_caught({"indexer/a.h": HEADER + '#include "matcher/view/view.h"\n'}, "indexer includes matcher")
        self.assert_caught({"matcher/a.h": HEADER + '#include "indexer/store/log.h"\n'}, "matcher includes indexer")

    def test_includes_are_written_from_the_root(self):
        self.assert_caught({"core/geo/grid.h": HEADER + '#include "place.h"\n'}, "from the root of the checkout")
        self.assert_caught({"core/geo/grid.h": HEADER + '#include "../base/limits.h"\n'}, "from the root")

    def test_a_new_folder_gets_a_floor(self):
        self.assert_caught({"core/geo/grid.h": HEADER + '#include "core/attic/box.h"\n'}, "on no floor")

    def test_the_product_does_not_use_its_tests(self):
        self.assert_caught({"core/geo/grid.h": HEADER + '#include "tests/testing/status.h"\n'}, "never uses its tests")

    def test_files_and_functions_stay_short(self):
        self.assert_caught({"core/geo/grid.h": HEADER + "int x;\n" * 398})
        self.assert_caught({"core/geo/grid.h": HEADER + "int x;\n" * 399}, "grid.h:1: 401 lines")
        body = "int F() {\n%s}\n"
        self.assert_caught({"core/geo/grid.h": HEADER + body % ("  f();\n" * 68)})
        self.assert_caught({"core/geo/grid.h": HEADER + body % ("  f();\n" * 69)}, "grid.h:3: F: 71 lines")
        self.assert_caught({"scripts/a.py": "def f():\n" + "    g()\n" * 70}, "f: 71 lines")
        self.assert_caught({"scripts/a.sh": "f() {\n" + "  g\n" * 69 + "}\n"}, "f: 71 lines")

    def test_parameters_are_few(self):
        self.assert_caught({"core/geo/grid.h": HEADER + "void F(int, int, int, int, int, std::pair<int, int> f) {}\n"})
        seven = {"core/geo/grid.h": HEADER + "void F(A a, B b, C c, D d, E e, F f, G g) {}\n"}
        self.assert_caught(seven, "grid.h:3: F: 7 parameters")
        self.assert_caught({"scripts/a.py": "def f(a, b, c, d, e, f, *, g):\n    pass\n"}, "f: 7 parameters")

    def test_headers_say_what_they_are_and_are_read_once(self):
        self.assert_caught({"core/geo/grid.h": "#pragma once\nint x;\n"}, "opens with a comment")
        self.assert_caught({"core/geo/grid.h": "// A grid of cells.\nint x;\n"}, "#pragma once is missing")
        self.assert_caught({"core/geo/grid.h": HEADER + "using namespace std;\n"}, "reaches everybody")

    def test_each_limit_has_a_test(self):
        limits = HEADER + "inline constexpr int kMaxWishes = 10;\ninline constexpr size_t kMaxCells = size_t{4} << 2;\n"
        self.assert_caught({"core/base/limits.h": limits}, "limits.h:4: kMaxCells is named in no test")

    def test_each_library_has_tests(self):
        lists = "meedoen_library(core_geo SOURCES grid.cc)\n"
        library = {"core/geo/CMakeLists.txt": lists, "core/geo/grid.cc": "int x;\n"}
        self.assert_caught(library, "core/geo/CMakeLists.txt:1: no test in tests/unit/core/geo")

    def test_each_source_is_compiled(self):
        self.assert_caught({"core/base/status2.cc": "int x;\n"}, "status2.cc:1: no CMakeLists.txt names it")
        self.assert_caught({"tests/unit/core/base/a_test.cc": "int x;\n"}, "a_test.cc:1: no CMakeLists.txt names it")
        nested = {"indexer/CMakeLists.txt": "x(SOURCES cli/run.cc)\n", "indexer/cli/run.cc": "int x;\n"}
        self.assert_caught(nested)
        lists = "foreach(b scan)\n  x(${b}_bench.cc)\nendforeach()\n"
        loop = {"bench/CMakeLists.txt": lists, "bench/scan_bench.cc": "int x;\n"}
        self.assert_caught(loop)

    def test_nothing_is_left_unfinished(self):
        self.assert_caught({"README.md": "TODO: more\n"}, "README.md:1: TODO")
        self.assert_caught({"core/geo/grid.h": HEADER + "int x;  // FIXME\n"}, "grid.h:3: FIXME")
        self.assert_caught({"core/base/status.cc": "TEST(A, DISABLED_B) {}\n"}, "a disabled test")
        self.assert_caught({"core/base/status.cc": "void F() { GTEST_SKIP(); }\n"}, "GTEST_SKIP without a message")
        self.assert_caught({"core/base/status.cc": 'void F() { GTEST_SKIP() << "no model"; }\n'})

    def test_white_space(self):
        self.assert_caught({"README.md": "Text \n"}, "README.md:1: white space")
        self.assert_caught({"README.md": "Text"}, "no line end")
        self.assert_caught({"core/base/status.cc": "\tint x;\n"}, "tab")
        self.assert_caught({"core/base/status.cc": "// " + "é" * 117 + "\n"})
        self.assert_caught({"core/base/status.cc": "// " + "é" * 118 + "\n"}, "121 columns")

    def test_nothing_of_one_machine(self):
        self.assert_caught({"README.md": "cd /work/main\n"}, "/work/ is a path of one machine")
        self.assert_caught({"scripts/a.sh": "x=/root/.cache\n"}, "/root/ is a path")
        self.assert_caught({"scripts/a.sh": "cd /home/anna/x\n"}, "/home/anna/ is a path")
        self.assert_caught({"README.md": "see ../shared/data\n"}, "../shared is not part")
        limits_test = RIGHT["tests/unit/core/base/limits_test.cc"] + 'Read("../shared/data");\n'
        self.assert_caught({"tests/unit/core/base/limits_test.cc": limits_test}, "limits_test.cc:3: ../shared")
        self.assert_caught({"tests/unit/core/base/limits_test.cc": limits_test + 'GTEST_SKIP() << "no data";\n'})
        self.assert_caught({"scripts/a.sh": "pip install -i https://pypi.org/simple\n"}, "pypi.org: package indexes")

    def test_scripts_run_and_stop_at_errors(self):
        self.assert_caught({"scripts/a": "#!/usr/bin/env bash\ntrue\n"}, "set -euo pipefail is missing")
        script = "#!/usr/bin/env bash\nset -euo pipefail\n"
        self.assert_caught({"scripts/not-executable": script}, "not executable")


class FunctionsTest(unittest.TestCase):
    def functions(self, text):
        return [(f.name, f.line, f.lines, f.parameters) for f in source.cpp_functions(text)]

    def test_definitions_are_found_and_declarations_are_not(self):
        text = (
            "int A(int);\nnamespace x {\nclass C : public B {\n public:\n"
            "  int D(int a,\n        int b) const override {\n    return 0;\n  }\n};\n}\n"
        )
        self.assertEqual(self.functions(text), [("D", 5, 4, 2)])

    def test_braces_in_texts_and_comments_do_not_count(self):
        text = 'void A() {\n  f("}", \'}\', R"x(})x", 1\'000);  // }\n  /* } */\n}\nvoid B(void) {}\n'
        self.assertEqual(self.functions(text), [("A", 1, 4, 0), ("B", 5, 1, 0)])

    def test_both_branches_of_a_preprocessor_line_may_stand_in_one_function(self):
        text = "void A() {\n#define OPEN {\n  f();\n}\nvoid B(int b) {\n}\n"
        self.assertEqual(self.functions(text), [("A", 1, 4, 0), ("B", 5, 2, 1)])

    def test_initialisers_and_lambdas_are_no_functions(self):
        text = (
            "const int kA[] = {1, 2};\nint b{3};\nauto c = [](int x) {\n  return x;\n};\n"
            "enum class E { kOne };\nstruct S {\n  int a = 0;\n};\n"
        )
        self.assertEqual(self.functions(text), [])

    def test_a_lambda_counts_with_its_function(self):
        text = "int A() {\n  auto f = [](int a, int b, int c, int d, int e, int f, int g) { return a; };\n}\n"
        self.assertEqual(self.functions(text), [("A", 1, 3, 0)])

    def test_constructors_with_initialiser_lists(self):
        text = "A::A(int a, std::map<int, int> b)\n    : a_(a), b_{b}, c_{{1, 2}} {\n  f();\n}\nA::~A() {}\n"
        self.assertEqual(self.functions(text), [("A", 1, 4, 2), ("~A", 5, 1, 0)])

    def test_operators_templates_attributes_and_annotations(self):
        text = (
            "bool operator==(const A& a, const A& b) {\n  return true;\n}\n"
            "void C::operator()(int a) const {\n}\n"
            "template <typename T, int N = 3>\n[[nodiscard]] T F(T (&a)[N], int b = 2) {\n}\n"
            "__attribute__((target(\"avx2\"))) float G(const float* a) {\n}\n"
            "int H(int a) ABSL_LOCKS_EXCLUDED(mu_) {\n}\n"
        )
        names = [(name, parameters) for name, _, _, parameters in self.functions(text)]
        self.assertEqual(names, [("operator==", 2), ("operator()", 1), ("F", 2), ("G", 1), ("H", 1)])

    def test_a_function_after_any_other_is_found_where_it_stands(self):
        text = (
            "namespace {\nstruct A {\n  int b() const { return 1; }\n};\n}  // namespace\n\n"
            'extern "C" {\nint C(int a, int b) {\n  if (a) {\n  }\n}\n}\n'
        )
        self.assertEqual(self.functions(text), [("b", 3, 1, 0), ("C", 8, 4, 2)])


if __name__ == "__main__":
    unittest.main()
