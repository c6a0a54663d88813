"""Compares structures with CPython's ast.

Reads lines of JSON {"path": ..., "body": [...], "faults": [...]} and answers one line each:
"same", "refused <reason>" when ast.parse refuses the file, or "differs <where>".
"""
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


class Expected:
    def __init__(self, source):
        self.tree = ast.parse(source)
        encoded = source if isinstance(source, bytes) else source.encode()
        self.lines = None
        self.source = encoded

    def column(self, node):
        if self.lines is None:
            self.lines = decoded_lines(self.source)
        line = self.lines[node.lineno - 1].encode("utf-8", "surrogatepass")
        return len(line[: node.col_offset].decode("utf-8")) + 1

    def body(self, nodes):
        result = []
        for node in nodes:
            method = getattr(self, type(node).__name__, None)
            if method is not None:
                method(node, result)
        return result

    def place(self, kind, node, **more):
        return {"kind": kind, "line": node.lineno, "column": self.column(node), **more}

    def ClassDef(self, node, result):
        arguments = list(node.bases) + list(node.keywords)
        arguments.sort(key=lambda a: (a.lineno, a.col_offset))
        result.append(self.place(
            "class", node, name=node.name, endLine=node.end_lineno,
            decorators=node.decorator_list, arguments=[argument(a) for a in arguments],
            docstring=ast.get_docstring(node, clean=False), body=self.body(node.body)))

    def FunctionDef(self, node, result):
        result.append(self.place(
            "def", node, name=node.name, endLine=node.end_lineno,
            asynchronous=isinstance(node, ast.AsyncFunctionDef),
            decorators=node.decorator_list, signature=(node.args, node.returns),
            body=self.body(node.body)))

    AsyncFunctionDef = FunctionDef

    def Import(self, node, result):
        for name in node.names:
            result.append(self.place("import", name, module=name.name, alias=name.asname))

    def ImportFrom(self, node, result):
        names = [[n.name, n.asname or n.name] for n in node.names if n.name != "*"]
        result.append(self.place(
            "from", node, level=node.level, module=node.module or "", names=names))

    def Assign(self, node, result):
        if isinstance(node.targets[0], ast.Name):
            targets = [t.id for t in node.targets if isinstance(t, ast.Name)]
            result.append(self.place(
                "assign", node, targets=targets, augmented=False, value=node.value))

    def AugAssign(self, node, result):
        if isinstance(node.target, ast.Name):
            result.append(self.place(
                "assign", node, targets=[node.target.id], augmented=True, value=node.value))

    def AnnAssign(self, node, result):
        if isinstance(node.target, ast.Name):
            result.append(self.place(
                "assign", node, targets=[node.target.id], augmented=False, value=node.value))

    def Delete(self, node, result):
        names = [n for target in node.targets for n in deleted(target)]
        if names:
            result.append({"kind": "del", "line": node.lineno, "names": names})

    def block(self, kind, line, body, result, condition=None):
        result.append({
            "kind": kind, "line": line, "condition": condition, "body": self.body(body)})

    def If(self, node, result, kind="IF"):
        self.block(kind, node.lineno, node.body, result, node.test)
        rest = node.orelse
        if len(rest) == 1 and isinstance(rest[0], ast.If) and self.is_elif(rest[0]):
            self.If(rest[0], result, "ELIF")
        elif rest:
            self.block("ELSE", None, rest, result)

    def is_elif(self, node):
        if self.lines is None:
            self.lines = decoded_lines(self.source)
        line = self.lines[node.lineno - 1].encode("utf-8", "surrogatepass")
        return line[node.col_offset:].startswith(b"elif")

    def For(self, node, result):
        self.block("LOOP", node.lineno, node.body, result)
        if node.orelse:
            self.block("ELSE", None, node.orelse, result)

    AsyncFor = While = For

    def With(self, node, result):
        self.block("WITH", node.lineno, node.body, result)

    AsyncWith = With

    def Try(self, node, result):
        self.block("TRY", node.lineno, node.body, result)
        for handler in node.handlers:
            self.block("EXCEPT", handler.lineno, handler.body, result)
        if node.orelse:
            self.block("ELSE", None, node.orelse, result)
        if node.finalbody:
            self.block("FINALLY", None, node.finalbody, result)

    TryStar = Try

    def Match(self, node, result):
        for case in node.cases:
            self.block("CASE", None, case.body, result)


def decoded_lines(source):
    import io
    import tokenize
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).readline)
    text = source.decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def deleted(target):
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, (ast.Tuple, ast.List)):
        return [n for element in target.elts for n in deleted(element)]
    return []


def argument(node):
    if isinstance(node, ast.Starred):
        return {"stars": 1, "keyword": None, "value": node.value}
    if isinstance(node, ast.keyword):
        return {"stars": 0 if node.arg else 2, "keyword": node.arg, "value": node.value}
    return {"stars": 0, "keyword": None, "value": node}


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return left and left + "." + node.attr
    return ""


def kind_and_name(node):
    if isinstance(node, ast.Constant):
        return ("NONE" if node.value is None else "CONSTANT"), ""
    if dotted(node):
        return "NAME", dotted(node)
    if isinstance(node, ast.Call):
        return "CALL", dotted(node.func)
    if isinstance(node, ast.Subscript):
        return "SUBSCRIPT", dotted(node.value)
    return "OTHER", ""


def differs(wanted, found, where):
    """The first difference, or None."""
    if isinstance(wanted, ast.AST):
        return expression_differs(wanted, found, where)
    if isinstance(wanted, tuple):
        return signature_differs(wanted, found, where)
    if isinstance(wanted, list):
        if not isinstance(found, list) or len(wanted) != len(found):
            return f"{where}: wanted {brief(wanted)}, found {brief(found)}"
        pairs = (differs(w, f, f"{where}[{i}]") for i, (w, f) in enumerate(zip(wanted, found)))
        return next((d for d in pairs if d), None)
    if isinstance(wanted, dict):
        where += "/" + str(wanted.get("name", wanted.get("kind", "")))
        for key, value in wanted.items():
            if key == "line" and value is None:
                continue
            difference = differs(value, found.get(key), f"{where}.{key}")
            if difference:
                return f"{difference} (line {wanted.get('line')})"
        return None
    return None if wanted == found else f"{where}: wanted {wanted!r}, found {found!r}"


def brief(value):
    if isinstance(value, list):
        return [(v.get("kind"), v.get("name"), v.get("line")) if isinstance(v, dict) else v
                for v in value]
    return value


def expression_differs(node, found, where):
    if found is None:
        return f"{where}: no expression"
    if (found["kind"], found["name"]) != kind_and_name(node):
        return f"{where}: wanted {kind_and_name(node)}, found {found}"
    try:
        parsed = ast.parse("(" + found["text"] + "\n)", mode="eval").body
    except SyntaxError as e:
        return f"{where}: {e} in {found['text'][:200]!r}"
    return None if ast.dump(parsed) == ast.dump(node) else f"{where}: text {found['text'][:200]!r}"


def signature_differs(wanted, found, where):
    try:
        parsed = ast.parse("def f" + found + ": pass").body[0]
    except SyntaxError as e:
        return f"{where}: {e} in {found!r}"
    same = [ast.dump(n) if n else None for n in wanted] == [
        ast.dump(n) if n else None for n in (parsed.args, parsed.returns)]
    return None if same else f"{where}: {found!r}"


def answer(request):
    with open(request["path"], "rb") as file:
        source = file.read()
    try:
        expected = Expected(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
        return f"refused {type(e).__name__}: {e}"
    if request["faults"]:
        return f"differs faults {request['faults'][0]}"
    difference = differs(expected.body(expected.tree.body), request["body"], "")
    return "differs " + difference if difference else "same"


for line in sys.stdin:
    print(answer(json.loads(line)).replace("\n", "\\n"), flush=True)
