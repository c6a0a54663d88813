"""Compares structures with CPython's ast.

Reads lines of JSON {"path": ..., "body": [...], "faults": [...]} and answers one line each:
"same", "refused <reason>" when ast.parse refuses the file, or "differs <where>".
"""
import ast
import io
import itertools
import json
import re
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


class Value:
    """An expression that is to be found as a tree, or not to be read."""

    def __init__(self, node, read=True, part=False):
        self.node, self.read, self.part = node, read, part


class Expected:
    def __init__(self, source):
        self.tree = ast.parse(source)
        encoded = source if isinstance(source, bytes) else source.encode()
        self.lines = None
        self.source = encoded
        self.read = True

    def line(self, number):
        if self.lines is None:
            self.lines = decoded_lines(self.source)
        return self.lines[number - 1].encode("utf-8", "surrogatepass")

    def column(self, node):
        return len(self.line(node.lineno)[: node.col_offset].decode("utf-8")) + 1

    def body(self, nodes):
        result = []
        for node in nodes:
            headers = list(walruses(node))
            compound = isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) \
                or hasattr(node, "body") or hasattr(node, "cases")
            if compound:
                self.walrus(headers, result)
            method = getattr(self, type(node).__name__, None)
            if method is not None:
                method(node, result)
            if not compound:
                self.walrus(headers, result)
        return result

    def walrus(self, nodes, result):
        for node, sure in sorted(nodes, key=lambda n: (n[0].lineno, n[0].col_offset)):
            value = Value(node.value, self.read) if sure and not node.in_field else {"kind": "UNKNOWN"}
            result.append(self.place(
                "assign", node, targets=[node.target.id], augmented=False, value=value))

    def place(self, kind, node, **more):
        return {"kind": kind, "line": node.lineno, "column": self.column(node), **more}

    def ClassDef(self, node, result):
        arguments = list(node.bases) + list(node.keywords)
        arguments.sort(key=lambda a: (a.lineno, a.col_offset))
        result.append(self.place(
            "class", node, name=node.name, endLine=node.end_lineno,
            decorators=[Value(d) for d in node.decorator_list],
            typeParameters=[p.name for p in getattr(node, "type_params", [])],
            arguments=[class_argument(a) for a in arguments],
            docstring=ast.get_docstring(node, clean=False), body=self.body(node.body)))

    def FunctionDef(self, node, result):
        outside = self.read
        self.read = any(isinstance(n, ast.ClassDef) for part in node.body for n in ast.walk(part))
        body = self.body(node.body)
        self.read = outside
        result.append(self.place(
            "def", node, name=node.name, endLine=node.end_lineno,
            asynchronous=isinstance(node, ast.AsyncFunctionDef),
            decorators=[Value(d) for d in node.decorator_list], signature=(node.args, node.returns),
            body=body))

    AsyncFunctionDef = FunctionDef

    def Import(self, node, result):
        for name in node.names:
            result.append(self.place("import", name, module=name.name, alias=name.asname))

    def ImportFrom(self, node, result):
        names = [[n.name, n.asname or n.name] for n in node.names if n.name != "*"]
        result.append(self.place(
            "from", node, level=node.level, module=node.module or "", names=names))

    def Assign(self, node, result):
        targets = node.targets
        if dotted(targets[0]).startswith("self."):
            return
        if not self.read:
            targets = list(itertools.takewhile(lambda t: isinstance(t, ast.Name), targets))
        names = [t.id for t in targets if isinstance(t, ast.Name)]
        value = Value(node.value, self.read)
        if names:
            result.append(self.place("assign", node, targets=names, augmented=False, value=value))
        for target in targets:
            if not isinstance(target, ast.Name):
                self.target(node, target, value, result)

    def target(self, node, target, value, result):
        if isinstance(target, ast.Name):
            result.append(self.place(
                "assign", node, targets=[target.id], augmented=False, value=value))
        elif isinstance(target, ast.Attribute) and dotted(target):
            result.append(self.place(
                "attribute", node, object=dotted(target.value), attribute=target.attr, value=value))
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value.node, (ast.Tuple, ast.List)):
            self.pairs(node, target.elts, value, result)
        elif plain_names(target):
            result.append(self.place("unpack", node, names=plain_names(target), value=value))

    def pairs(self, node, left, value, result):
        right, start, end, last = value.node.elts, 0, len(left), len(value.node.elts)
        star = lambda *nodes: any(isinstance(n, ast.Starred) for n in nodes)
        while start < min(end, last) and not star(left[start], right[start]):
            self.target(node, left[start], Value(right[start]), result)
            start += 1
        while start < min(end, last) and not star(left[end - 1], right[last - 1]):
            end, last = end - 1, last - 1
        if start + 1 == end and star(left[start]):
            rest = ast.copy_location(ast.List(elts=right[start:last], ctx=ast.Load()), value.node)
            self.target(node, left[start].value, Value(rest, part=True), result)
        else:
            names = [n for each in left[start:end] for n in plain_names(each)]
            if names:
                result.append(self.place("unpack", node, names=names, value=value))
        for each, element in zip(left[end:], right[last:]):
            self.target(node, each, Value(element), result)

    def AugAssign(self, node, result):
        if isinstance(node.target, ast.Name):
            result.append(self.place(
                "assign", node, targets=[node.target.id], augmented=True,
                value=Value(node.value, self.read)))

    def AnnAssign(self, node, result):
        if isinstance(node.target, ast.Name):
            result.append(self.place(
                "assign", node, targets=[node.target.id], augmented=False,
                value=node.value and Value(node.value, self.read)))

    def Global(self, node, result):
        result.append({"kind": "global", "line": node.lineno, "names": node.names})

    def Expr(self, node, result):
        if re.match(rb"__all__\s*\.", self.line(node.lineno)[node.col_offset:]):
            result.append({"kind": "exports", "line": node.lineno, "value": Value(node.value)})

    def Delete(self, node, result):
        names = [n for target in node.targets for n in plain_names(target)]
        if names:
            result.append({"kind": "del", "line": node.lineno, "names": names})

    def compound(self, kind, clauses, result):
        more = self.read or holds_import(clauses)
        for clause in clauses:
            test = clause["expression"]
            if isinstance(test, ast.AST):
                condition = clause["kind"] != "EXCEPT"
                clause["expression"] = \
                    Value(test, more) if condition else Value(test) if self.read else None
            clause["names"] = sorted(clause["names"])
            if not self.read and not clause["kind"].startswith("CASE"):
                clause["names"] = []
        result.append({"kind": kind, "line": clauses[0]["line"], "clauses": clauses})

    def clause(self, kind, line, body, expression=None, names=()):
        return {"kind": kind, "line": line, "expression": expression, "names": list(names),
                "body": self.body(body)}

    def If(self, node, result):
        clauses = [self.clause("IF", node.lineno, node.body, node.test)]
        rest = node.orelse
        while len(rest) == 1 and isinstance(rest[0], ast.If) and self.is_elif(rest[0]):
            node = rest[0]
            clauses.append(self.clause("ELIF", node.lineno, node.body, node.test))
            rest = node.orelse
        if rest:
            clauses.append(self.clause("ELSE", None, rest))
        self.compound("IF", clauses, result)

    def is_elif(self, node):
        return self.line(node.lineno)[node.col_offset:].startswith(b"elif")

    def loop(self, first, node, result):
        clauses = [first]
        if node.orelse:
            clauses.append(self.clause("ELSE", None, node.orelse))
        self.compound("LOOP", clauses, result)

    def For(self, node, result):
        names = plain_names(node.target)
        self.loop(self.clause("FOR", node.lineno, node.body, None, names), node, result)

    AsyncFor = For

    def While(self, node, result):
        self.loop(self.clause("WHILE", node.lineno, node.body, node.test), node, result)

    def With(self, node, result):
        names = [n for item in node.items for n in plain_names(item.optional_vars)]
        clause = self.clause("WITH", node.lineno, node.body, None, names)
        self.compound("WITH", [clause], result)

    AsyncWith = With

    def Try(self, node, result):
        clauses = [self.clause("TRY", node.lineno, node.body)]
        for handler in node.handlers:
            clauses.append(self.clause(
                "EXCEPT", handler.lineno, handler.body, handler.type,
                [handler.name] if handler.name else []))
        if node.orelse:
            clauses.append(self.clause("ELSE", None, node.orelse))
        if node.finalbody:
            clauses.append(self.clause("FINALLY", None, node.finalbody))
        self.compound("TRY", clauses, result)

    TryStar = Try

    def Match(self, node, result):
        clauses = []
        for case in node.cases:
            any_ = isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None \
                and case.guard is None
            names = [name for n in ast.walk(case.pattern) for name in captured(n)]
            clauses.append(self.clause("CASE_ANY" if any_ else "CASE", None, case.body, None, names))
        self.compound("MATCH", clauses, result)


def holds_import(clauses):
    return any(s["kind"] in ("import", "from") or holds_import([s]) or holds_import(s.get("clauses", []))
               for c in clauses for s in c.get("body", []))


def captured(node):
    if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
        return [node.name]
    return [node.rest] if isinstance(node, ast.MatchMapping) and node.rest else []


def walruses(statement):
    """The assignments inside the expressions of a statement, not those of its body.

    Each with whether it runs once for sure.
    """
    header = []
    for field, value in ast.iter_fields(statement):
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            if isinstance(part, ast.match_case):
                yield from unsure(part.pattern, part.guard)
            elif isinstance(part, ast.ExceptHandler):
                yield from unsure(part.type)
            elif isinstance(part, ast.If) and field == "orelse" and len(parts) == 1:
                # only those of a real elif come before the statement; no sample has one in a nested if
                yield from unsure(part.test)
            elif field == "decorator_list":
                yield from ((n, sure([part])) for n in expression_walruses(part))
            elif isinstance(part, ast.AST) and not isinstance(part, ast.stmt):
                header.append(part)
    for part in header:
        yield from ((n, sure(header)) for n in expression_walruses(part))


def unsure(*nodes):
    return ((n, False) for node in nodes for n in expression_walruses(node))


def expression_walruses(node, in_field=False):
    if node is None:
        return
    in_field |= isinstance(node, ast.JoinedStr)
    if isinstance(node, ast.NamedExpr):
        node.in_field = in_field
        yield node
    for child in ast.iter_child_nodes(node):
        yield from expression_walruses(child, in_field)


def outside_fields(node):
    yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from outside_fields(child)


def sure(parts):
    """Whether expressions run once, whole."""
    inside = [n for part in parts for n in outside_fields(part)]
    compared = sum(len([o for o in n.ops if not isinstance(o, (ast.In, ast.NotIn, ast.Is, ast.IsNot))])
                   for n in inside if isinstance(n, ast.Compare))
    return compared < 2 and not any(isinstance(n, (
        ast.BoolOp, ast.IfExp, ast.comprehension, ast.Lambda)) for n in inside)


def plain_names(target):
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, ast.Starred):
        return plain_names(target.value)
    if isinstance(target, (ast.Tuple, ast.List)):
        return [n for element in target.elts for n in plain_names(element)]
    return []


def decoded(source):
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).readline)
    return source.decode(encoding)


def decoded_lines(source):
    text = decoded(source)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def argument(node):
    if isinstance(node, ast.Starred):
        return 1, None, node.value
    if isinstance(node, ast.keyword):
        return (0 if node.arg else 2), node.arg, node.value
    return 0, None, node


def class_argument(node):
    stars, keyword, value = argument(node)
    return {"stars": stars, "keyword": keyword, "value": Value(value), "text": Text(value)}


class Text:
    """Source text that reads as an expression."""

    def __init__(self, node):
        self.node = node


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return left and left + "." + node.attr
    return ""


KINDS = {ast.Tuple: "TUPLE", ast.List: "LIST", ast.Set: "SET", ast.Dict: "MAPPING",
         ast.Starred: "STARRED", ast.Subscript: "SUBSCRIPT", ast.Call: "CALL",
         ast.JoinedStr: "FORMATTED", ast.Lambda: "LAMBDA", ast.ListComp: "COMPREHENSION",
         ast.SetComp: "COMPREHENSION", ast.DictComp: "COMPREHENSION",
         ast.GeneratorExp: "COMPREHENSION"}
COMPARISONS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">",
               ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not"}
SINGLETONS = {None: "NONE", True: "TRUE", False: "FALSE", ...: "ELLIPSIS"}


def wanted_kind(node):
    if isinstance(node, ast.Constant):
        return wanted_constant(node.value)
    if dotted(node):
        return "NAME"
    if isinstance(node, ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            return "not"
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            kind = wanted_constant(node.operand.value)
            return kind if kind in ("INTEGER", "FLOAT", "IMAGINARY") else "UNKNOWN"
    if isinstance(node, ast.BoolOp):
        return "and" if isinstance(node.op, ast.And) else "or"
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return COMPARISONS[type(node.ops[0])]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return "+"
    return KINDS.get(type(node), "UNKNOWN")


def wanted_constant(value):
    if isinstance(value, (str, bytes)):
        return "STRING" if isinstance(value, str) else "BYTES"
    if value is None or value is ... or isinstance(value, bool):
        return SINGLETONS[value]
    return {int: "INTEGER", float: "FLOAT", complex: "IMAGINARY"}[type(value)]


def tree_differs(node, found, where, limited):
    node = named(node)
    """The first difference between a tree and what was found, or None."""
    wanted, kind = wanted_kind(node), found["kind"]
    if wanted != kind:
        allowed = kind == "BRACKETS" and limited or kind == "UNKNOWN" and may_be_unknown(node)
        return None if allowed else f"{where}: wanted {wanted}, found {kind}"
    if kind == "NAME":
        return None if dotted(node) == found["name"] else f"{where}: {dotted(node)} {found}"
    if "value" in found:
        return None if same_constant(node, found) else f"{where}: {ast.dump(node)} {found}"
    if kind == "CALL":
        return call_differs(node, found, where, limited)
    if kind == "MAPPING":
        pairs_ = list(zip(node.keys, node.values))
        if len(pairs_) != len(found["parts"]) or any(
                (w is None) != (f is None) for (w, _), (f, _) in zip(pairs_, found["parts"])):
            return f"{where}: other entries"
        children = [(w, f) for p, q in zip(pairs_, found["parts"]) for w, f in zip(p, q) if w]
    elif "parts" in found:
        wanted = parts(node, len(found["parts"]))
        if len(wanted) != len(found["parts"]):
            return f"{where}: {ast.dump(node)[:200]} {found}"
        children = zip(wanted, found["parts"])
    else:
        children = []
    differences = (tree_differs(w, f, where + "." + kind, limited) for w, f in children)
    return next((d for d in differences if d), None)


def may_be_unknown(node):
    """Rows of operators that are not told apart."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.operand, (ast.UnaryOp, ast.Constant))
    return isinstance(node, ast.BinOp) and any(
        isinstance(n, ast.BinOp) and not isinstance(n.op, ast.Add)
        for n in (node.left, node.right)) or isinstance(node, ast.BinOp) and may_be_unknown(node.left)


def parts(node, count):
    if isinstance(node, ast.Starred):
        return [node.value]
    if isinstance(node, ast.UnaryOp):
        return [node.operand]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.Compare):
        return [node.left] + node.comparators
    if isinstance(node, ast.BinOp):
        left = [node.left] if count == 2 else parts(node.left, count - 1)
        return left + [node.right]
    if isinstance(node, ast.Subscript):
        index = node.slice
        alone = isinstance(index, ast.Tuple) and len(index.elts) == 1
        return [node.value, index.elts[0] if alone and isinstance(index.elts[0], ast.Starred) else index]
    return node.elts


def call_differs(node, found, where, limited):
    arguments = sorted(node.args + node.keywords, key=lambda a: (a.lineno, a.col_offset))
    if len(arguments) != len(found["arguments"]):
        unread = found["arguments"] and found["arguments"][0]["value"]["kind"] == "BRACKETS"
        return None if limited and unread else f"{where}: wanted {len(arguments)} arguments"
    for i, (a, f) in enumerate(zip(arguments, found["arguments"])):
        stars, keyword, value = argument(a)
        if f["value"]["kind"] == "BRACKETS" and limited:
            continue
        if (stars, keyword) != (f["stars"], f["keyword"]):
            return f"{where}: argument {stars} {keyword} {f}"
        difference = tree_differs(value, f["value"], f"{where}({i})", limited)
        if difference:
            return difference
    return tree_differs(node.func, found["function"], where + "()", limited)


def same_constant(node, found):
    value = ast.literal_eval(node)
    text = found["value"]
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass") == text.encode("utf-16", "surrogatepass")
    if isinstance(value, bytes):
        return value == text.encode("latin-1")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) == text
    if isinstance(value, float):
        return value == float(text)
    return complex(text) == value if isinstance(value, complex) else text == ""


def differs(wanted, found, where):
    """The first difference, or None."""
    if isinstance(wanted, Value):
        return value_differs(wanted, found, where)
    if isinstance(wanted, Text):
        return text_differs(wanted.node, found, where)
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


def value_differs(wanted, found, where):
    if found is None:
        return f"{where}: no expression"
    if not wanted.read:
        return None if found["kind"] == "UNREAD" else f"{where}: {found['kind']} is read"
    text = utf8[found["start"]:found["end"]]
    limited = len(text) > 3900 or len(re.findall(rb"[(\[{]", text)) > 16
    difference = tree_differs(wanted.node, found, where, limited)
    if difference or wanted.part:
        return difference
    return text_differs(named(wanted.node), text.decode("utf-8"), where)


def named(node):
    """What an assignment within an expression gives a name."""
    while isinstance(node, ast.NamedExpr):
        node = node.value
    return node


def text_differs(node, text, where):
    try:
        parsed = ast.parse("(" + text + "\n)", mode="eval").body
    except SyntaxError as e:
        return f"{where}: {e} in {text[:200]!r}"
    return None if ast.dump(parsed) == ast.dump(node) else f"{where}: text {text[:200]!r}"


def signature_differs(wanted, found, where):
    try:
        parsed = ast.parse("def f" + found + ": pass").body[0]
    except SyntaxError as e:
        return f"{where}: {e} in {found!r}"
    same = [ast.dump(n) if n else None for n in wanted] == [
        ast.dump(n) if n else None for n in (parsed.args, parsed.returns)]
    return None if same else f"{where}: {found!r}"


def answer(request):
    global utf8
    with open(request["path"], "rb") as file:
        source = file.read()
    try:
        expected = Expected(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
        return f"refused {type(e).__name__}: {e}"
    if request["faults"]:
        return f"differs faults {request['faults'][0]}"
    utf8 = decoded(source).encode("utf-8")
    difference = differs(expected.body(expected.tree.body), request["body"], "")
    return "differs " + difference if difference else "same"


for line in sys.stdin:
    print(answer(json.loads(line)).replace("\n", "\\n"), flush=True)
