"""The files of a checkout, and the functions in them."""

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

IGNORED_FOLDERS = {"build", "var", ".git", ".cache", "__pycache__", ".vscode", ".idea"}
CODE = {".cc", ".h", ".proto", ".py", ".sh", ".cmake"}
TEXT = CODE | {".md", ".txt", ".json", ".jsonl", ".csv", ".service", ".timer", ".yaml", ".yml", ".tsv"}


@dataclass(frozen=True)
class Function:
    name: str
    line: int
    lines: int
    parameters: int


class File:
    def __init__(self, root, path):
        self.path = PurePosixPath(path)
        data = (root / path).read_bytes()
        try:
            self.text = data.decode("utf-8")
            self.is_text = self.path.suffix in TEXT or "\0" not in self.text
        except UnicodeDecodeError:
            self.text, self.is_text = "", False
        self.lines = self.text.split("\n")
        self.mode = (root / path).stat().st_mode

    def finding(self, line, text):
        return f"{self.path}:{line}: {text}"

    @property
    def is_cpp(self):
        return self.path.suffix in {".cc", ".h"}

    @property
    def is_shell(self):
        return self.path.suffix == ".sh" or bool(re.match(r"#!.*\b(ba)?sh\b", self.lines[0]))

    @property
    def is_python(self):
        return self.path.suffix == ".py" or bool(re.match(r"#!.*\bpython", self.lines[0]))

    @property
    def is_code(self):
        return self.path.suffix in CODE or self.path.name == "CMakeLists.txt" or self.is_shell or self.is_python

    @property
    def is_frozen(self):
        """An example of a format, as a program wrote it, or an input that a fuzzer begins with."""
        return (self.within("tests/formats") or self.within("tests/fuzz/corpus")) and len(self.path.parts) > 3

    def within(self, folder):
        return self.path.is_relative_to(folder)

    @cached_property
    def functions(self):
        if self.is_cpp:
            return cpp_functions(self.text)
        if self.is_python:
            return python_functions(self.text)
        return shell_functions(self.lines) if self.is_shell else []


class Checkout:
    """Every file that belongs to the project, found by walking: it works without git too."""

    def __init__(self, root):
        self.root = Path(root)
        self.files = [File(self.root, path) for path in sorted(self._paths(self.root))]
        self.by_path = {str(file.path): file for file in self.files}

    def _paths(self, folder):
        for entry in folder.iterdir():
            if entry.is_symlink():
                continue
            if entry.is_dir():
                if entry.name not in IGNORED_FOLDERS:
                    yield from self._paths(entry)
            elif entry.is_file():
                yield entry.relative_to(self.root)


# A comment, a raw string, a string, a digit separator (so that it does not open a character), a character.
_NO_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<tag>[^\s()\\]{0,16})\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*\""""
    r"""|(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])|'(?:\\.|[^'\\\n])+'""",
    re.DOTALL,
)


def code_only(text):
    """C++ with comments, strings, preprocessor lines and access labels blanked; every line keeps its number."""

    def blank(match):
        found = match.group()
        return ("S" if found[0] in "R\"'" else "") + "\n" * found.count("\n")

    text = re.sub(r"\b(public|private|protected)\s*:(?!:)", "", _NO_CODE.sub(blank, text))
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group().count("\n"), text, flags=re.MULTILINE)


_NOT_A_FUNCTION = re.compile(r"\s*(?:(?:namespace|class|struct|union|enum|using|typedef)\b|extern\s+S\s*$)")
_TAKES_ARGUMENTS = re.compile(r"\b(decltype|alignas|noexcept|requires|explicit|__attribute__)\s*\($")
_NAME = re.compile(r"(operator\s*(?:\(\s*\)|[^\s(]+|\s+\w+)|~?\w+)\s*\($")


def cpp_functions(text):
    """Outermost function definitions: a lambda or a local class counts with the function that it stands in."""
    functions = []
    code = code_only(text)
    closers = []  # What each open brace is: None, or the function that it opens.
    inside = 0  # How many of the open braces are functions or initialisers.
    head_start, parens = 0, 0
    for match in re.finditer(r"[{}();]", code):
        char, at = match.group(), match.start()
        if char in "()":
            parens += 1 if char == "(" else -1
        elif char == "{":
            before = code[head_start:at]
            outermost = not inside and not parens
            head = _function_head(before) if outermost else None
            scope = outermost and head is None and _NOT_A_FUNCTION.match(_declaration(before))
            if head:
                start = at - len(before.lstrip())
                head = (*head, code.count("\n", 0, start) + 1)
            closers.append((head, not scope))
            inside += not scope
            if scope:
                head_start = at + 1
        elif char == "}" and closers:
            head, counted = closers.pop()
            inside -= counted
            if head:
                name, parameters, line = head
                functions.append(Function(name, line, code.count("\n", 0, at) + 2 - line, parameters))
            if not inside and not parens and (head or not counted):
                head_start = at + 1
        elif char == ";" and not inside and not parens:
            head_start = at + 1
    return functions


def _declaration(head):
    """A head without templates and attributes in front."""
    head = re.sub(r"\[\[.*?\]\]", " ", head, flags=re.DOTALL)
    head = re.sub(r"^\s*(?:inline|static|typedef)\s+(?=namespace|struct|class|enum|union)", "", head)
    while template := re.match(r"\s*template\s*<", head):
        head = head[_closing(head, template.end() - 1, "<", ">") + 1 :]
    return head


def _function_head(head):
    """(name, number of parameters) if the text before an open brace is a function's, else None."""
    head = _declaration(head)
    if _NOT_A_FUNCTION.match(head):
        return None
    opening = _parameters_at(head)
    if opening is None:
        return None
    closing = _closing(head, opening, "(", ")")
    rest = head[closing + 1 :]
    # In a constructor's initialiser list a brace after a name opens an initialiser: `: a_{1}, b_(2) {`.
    if re.match(r"(?:\s|noexcept)*:(?!:)", rest) and re.search(r"[\w>]\s*$", rest):
        return None
    name = _NAME.search(head[: opening + 1])
    return name.group(1), count_parameters(head[opening + 1 : closing])


def _parameters_at(head):
    """Where the parameter list opens: the first parenthesis after a name that no '=' precedes."""
    at = 0
    while match := re.compile(r"operator\s*(?:\(\s*\)|[^\s\w(]+)\s*\(|[=(]").search(head, at):
        opening = match.end() - 1
        if match.group() == "=" or not _NAME.search(head[: opening + 1]):
            return None
        if not _TAKES_ARGUMENTS.search(head[: opening + 1]):
            return opening
        at = _closing(head, opening, "(", ")")
    return None


def _closing(text, opening, left, right):
    depth = 0
    for i in range(opening, len(text)):
        depth += (text[i] == left) - (text[i] == right)
        if depth == 0:
            return i
    return len(text)


def count_parameters(text):
    text = text.replace("->", "  ").strip()
    if text in {"", "void"}:
        return 0
    depth, commas = 0, 0
    for char in text:
        depth += (char in "(<[{") - (char in ")>]}")
        commas += char == "," and depth == 0
    return commas + 1


def python_functions(text):
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            names = [name for name in names if name not in {"self", "cls"}]
            found.append(Function(node.name, node.lineno, node.end_lineno - node.lineno + 1, len(names)))
    return found


def shell_functions(lines):
    found, opened = [], None
    for number, line in enumerate(lines, 1):
        if match := re.match(r"(\w+)\(\) [{(]\s*$", line):
            opened = (match.group(1), number)
        elif line in {"}", ")"} and opened:
            found.append(Function(opened[0], opened[1], number - opened[1] + 1, 0))
            opened = None
    return found
