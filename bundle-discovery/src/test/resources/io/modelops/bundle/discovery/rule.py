"""The rule of discovery once more, on CPython's ast, to compare verdicts class for class.

Usage: rule.py DIRECTORY PRUNED,PRUNED METHOD,METHOD METHOD,METHOD...
Prints "METHOD,METHOD VERDICT module:QualName file:line" for each candidate of each rule and
"REFUSED file" for each file that ast.parse refuses. Nothing is imported or executed: statements are
gone through in order, and every name is bound to a description of what it stands for, which is
looked up only later. Branches are gone through on copies of the names; where they meet, a name is
bound to ("either", ALTERNATIVES), with None for no binding.
"""

import ast
import builtins
import fnmatch
import itertools
import keyword
import os
import sys

sys.setrecursionlimit(20_000)

KNOWN = {"builtins", "abc", "typing", "typing_extensions", "enum", "dataclasses"}
ABSTRACT = {"abstractmethod", "abstractproperty", "abstractclassmethod", "abstractstaticmethod"}
REFUSED, MODULES, PACKAGES = [], {}, set()


class Module:
    def __init__(self, name, file, package, tree, importable):
        self.name, self.file, self.package, self.importable = name, file, package, importable
        self.tree, self.names, self.stars, self.classes, self.later = tree, {}, [], {}, []
        self.all, self.globals = None, set()


class Class:
    def __init__(self, module, name, node, in_function, dead, home, outer):
        self.module, self.name, self.node, self.in_function = module, name, node, in_function
        self.dead, self.home, self.outer = dead, home, outer
        self.bases, self.body, self.orders = [], {}, None

    def __repr__(self):
        return f"{self.module.name}:{self.name}"


class External:
    def __init__(self, name, known):
        self.name, self.known = name, known

    def __eq__(self, other):
        return isinstance(other, External) and other.name == self.name

    def __hash__(self):
        return hash(self.name)


# --- going through the statements -----------------------------------------------------------------


def dotted(node):
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else None


def may_be_unbound(binding):
    if binding is None:
        return True
    if binding[0] == "either":
        return any(may_be_unbound(b) for b in binding[1])
    return binding[0] == "try" and any(may_be_unbound(b) for b in (binding[2], binding[3]))


def either(bindings):
    """One binding that stands for several."""
    unique = []
    for binding in bindings:
        if not any(binding is other for other in unique):
            unique.append(binding)
    return unique[0] if len(unique) == 1 else ("either", unique)


def look_up(parts, scopes, module):
    """What the first part is bound to now; scopes from the inside out, class bodies only first."""
    found = []
    for names in scopes:
        if parts[0] in names:
            found.append(names[parts[0]])
            if not may_be_unbound(found[-1]):
                return ("chain", either(found), parts[1:])
    free = ("free", module.names, parts)
    return either([("chain", b, parts[1:]) for b in found] + [free])


def absolute(module, node):
    if not node.level:
        return node.module
    base = module.name if module.package else module.name.rpartition(".")[0]
    for _ in range(node.level - 1):
        base = base.rpartition(".")[0]
    if not base:
        return "." * node.level + (node.module or "")
    return f"{base}.{node.module}" if node.module else base


def value(node, scopes, module):
    target = node.value if isinstance(node, ast.Subscript) else node
    parts = dotted(target)
    if parts:
        return ("alias", look_up(parts, scopes, module), node)
    if isinstance(node, ast.Call) and dotted(node.func):
        return ("call", look_up(dotted(node.func), scopes, module), node)
    return ("value", None, node)


def truth(test, scopes):
    """True or False where reading decides, None where not."""
    match test:
        case ast.Constant(value=value) if value is None or isinstance(value, (bool, int)):
            return bool(value)
        case ast.UnaryOp(op=ast.Not()):
            inner = truth(test.operand, scopes)
            return None if inner is None else not inner
        case ast.BoolOp():
            decisive = isinstance(test.op, ast.Or)
            truths = [truth(v, scopes) for v in test.values]
            return decisive if decisive in truths else None if None in truths else not decisive
        case ast.Compare(left=ast.Name(id="__name__"), ops=[ast.Eq()]):
            return False
        case ast.Compare(ops=[op], comparators=[right]) if "version_info" in ast.unparse(test.left):
            return python3(op, right)
        case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            return False
        case ast.Name(id=name):
            for names in scopes:
                if name in names:
                    truths = {constant(b) for b in leaves(names[name])}
                    return truths.pop() if len(truths) == 1 else None
    return None


def python3(op, right):
    """Whether all versions from 3.0 on compare in the same way."""
    first = right.elts[0] if isinstance(right, ast.Tuple) else right
    if not isinstance(first, ast.Constant):
        return None
    if first.value == 3 and (not isinstance(right, ast.Tuple) or len(right.elts) == 1):
        return {ast.GtE: True, ast.Lt: False}.get(type(op))
    return {ast.GtE: True, ast.Gt: True, ast.Lt: False}.get(type(op)) if first.value < 3 else None


def constant(binding):
    node = binding[2] if binding and binding[0] == "value" else None
    return truth(node, []) if isinstance(node, ast.Constant) else None


def leaves(binding):
    if binding is not None and binding[0] == "either":
        return [leaf for b in binding[1] for leaf in leaves(b)]
    if binding is not None and binding[0] == "try":
        tried = leaves(binding[2])
        return tried if succeeds(binding[1]) else tried + leaves(binding[3])
    return [binding]


def join(names, ends):
    """Binds what the ends of branches bind."""
    keys = {k: None for end in ends for k in end}
    for key in keys:
        if key not in ("<class>", "<done>"):
            names[key] = either([end.get(key) for end in ends])


def run(module, body, scopes, prefix, in_function, dead=False, home=None, outer=None):
    names = scopes[0]
    home = names if home is None else home

    def branch(statements, start, unrun=False):
        copy = dict(start)
        run(module, statements, [copy, *scopes[1:]], prefix, in_function, dead or unrun, home, outer)
        return copy

    for node in body:
        match node:
            case ast.ClassDef():
                cls = Class(module, prefix + node.name, node, in_function, dead, home, outer)
                for base in node.bases:
                    inner = base.value if isinstance(base, ast.Subscript) else base
                    parts = dotted(inner)
                    cls.bases.append(
                        look_up(parts, scopes, module) if parts else ("computed", base))
                around = [s for s in scopes if not s.get("<class>")]
                cls.body = {"<class>": True}
                run(module, node.body, [cls.body, *around], cls.name + ".", in_function, dead,
                    None, cls)
                module.classes.setdefault(cls.name, []).append(cls)
                names[node.name] = ("class", cls)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                decorators = [
                    look_up(dotted(d), scopes, module) for d in node.decorator_list if dotted(d)
                ]
                names[node.name] = ("def", decorators, node)
                around = [s for s in scopes if not s.get("<class>")]
                if scopes[-1] is not module.names:
                    around = [*around[:-1], module.names]
                module.later.append((node, around, f"{prefix}{node.name}.<locals>.", dead))
            case ast.Import():
                for alias in node.names:
                    first = alias.name.split(".")[0]
                    names[alias.asname or first] = (
                        "module", alias.name if alias.asname else first)
            case ast.ImportFrom():
                source = absolute(module, node)
                for alias in node.names:
                    if alias.name != "*":
                        names[alias.asname or alias.name] = ("from", source, alias.name)
                    elif source in MODULES:
                        for name in exported(MODULES[source], ()):
                            names[name] = ("from", source, name)
                    else:
                        module.names["*"] = names["*"] = source
            case ast.Assign():
                bound = value(node.value, scopes, module)
                for target in node.targets:
                    bind(target, node.value, bound, names, scopes, module)
            case ast.AnnAssign() if node.value and isinstance(node.target, ast.Name):
                names[node.target.id] = value(node.value, scopes, module)
            case ast.AugAssign() if isinstance(node.target, ast.Name):
                names[node.target.id] = ("value", None, node)
            case ast.Delete():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        names[target.id] = None
            case ast.If():
                held = truth(node.test, scopes)
                then = branch(node.body, names, held is False)
                orelse = branch(node.orelse, names, held is True)
                join(names, [orelse] if held is False else [then] if held else [then, orelse])
            case ast.Try():
                attempt(module, node, names, branch)
            case ast.While() | ast.For() | ast.AsyncFor():
                start = dict(names)
                if not isinstance(node, ast.While):
                    bind(node.target, node, ("value", None, node), start, scopes, module)
                held = truth(node.test, scopes) if isinstance(node, ast.While) else None
                loop = branch(node.body, start, held is False)
                join(names, [loop] if held else [names] if held is False else [loop, dict(names)])
                join(names, [branch(node.orelse, names), dict(names)])
            case ast.Match():
                cases = [branch(c.body, names) for c in node.cases]
                join(names, cases + [dict(names)])
            case ast.Global() if in_function:
                module.globals.update(node.names)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    if item.optional_vars:
                        bind(item.optional_vars, node, ("value", None, node), names, scopes, module)
                run(module, node.body, scopes, prefix, in_function, dead, home, outer)


def bind(target, assigned, bound, names, scopes, module):
    if isinstance(target, ast.Name):
        names[target.id] = bound
    elif isinstance(target, (ast.Tuple, ast.List)):
        pairs = isinstance(assigned, ast.Tuple) and len(assigned.elts) == len(target.elts)
        for i, item in enumerate(target.elts):
            if isinstance(item, ast.Name):
                names[item.id] = value(assigned.elts[i], scopes, module) if pairs \
                    else ("value", None, target)
            elif isinstance(item, (ast.Tuple, ast.List)):
                bind(item, None, None, names, scopes, module)
    elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        owner = names.get(target.value.id)
        if owner and owner[0] == "class":
            owner[1].body[target.attr] = bound


def attempt(module, node, names, branch):
    """A handler starts from any part of what is tried; it is left out if only imports can fail."""
    start = dict(names)
    tried = branch(node.body, start)
    done = branch(node.orelse, tried)
    if node.handlers:
        partly = dict(start)
        join(partly, [tried, start])
        handled = []
        for handler in node.handlers:
            begun = dict(partly)
            if handler.name:
                begun[handler.name] = ("value", None, handler)
            ended = branch(handler.body, begun)
            if handler.name:
                ended[handler.name] = None
            handled.append(ended)
        imports = imported(module, node.body)
        for key in {k: None for end in [done, *handled] for k in end}:
            if key in ("<class>", "<done>"):
                continue
            failed = either([end.get(key) for end in handled])
            if done.get(key) is failed:
                names[key] = failed
            elif imports is None:
                names[key] = either([done.get(key), failed])
            else:
                names[key] = ("try", imports, done.get(key), failed)
    else:
        join(names, [done])
    after = branch(node.finalbody, names)
    join(names, [after])


def imported(module, body):
    """What is imported, as (module, name), if nothing but imports can fail; else None."""
    found = []
    for node in body:
        match node:
            case ast.Import():
                found += [(alias.name, None) for alias in node.names]
            case ast.ImportFrom():
                found += [(absolute(module, node), alias.name) for alias in node.names]
            case ast.Assign(value=ast.Constant() | ast.Name()) if all(
                    isinstance(t, ast.Name) for t in node.targets):
                pass
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                pass
            case ast.Expr(value=ast.Constant()) | ast.Pass() | ast.Expr():
                pass
            case _:
                return None
    return found or None


def succeeds(imports):
    return all(
        exists(source) and (
            name in (None, "*")
            or all(k not in ("outside", "undefined") for k, _ in member(source, name, 0)))
        for source, name in imports)


def literal_all(tree):
    found = None
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) and getattr(node.target, "id", "") == "__all__" or (
                isinstance(node, ast.Assign)
                and any(getattr(t, "id", "") == "__all__" for t in node.targets)):
            if not isinstance(node.value, (ast.List, ast.Tuple)):
                return None
            if not all(isinstance(e, ast.Constant) for e in node.value.elts):
                return None
            found = (found or []) + [e.value for e in node.value.elts]
    return found


def bound_names(body):
    for node in body:
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
                continue
            case ast.Import():
                for alias in node.names:
                    yield alias.asname or alias.name.split(".")[0]
            case ast.ImportFrom():
                for alias in node.names:
                    yield ("*", node) if alias.name == "*" else alias.asname or alias.name
            case ast.Assign():
                for target in node.targets:
                    for item in ast.walk(target):
                        if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store):
                            yield item.id
            case ast.AnnAssign() if node.value and isinstance(node.target, ast.Name):
                yield node.target.id
        for field in ("body", "handlers", "orelse", "finalbody", "cases"):
            for part in getattr(node, field, ()):
                yield from bound_names([part] if isinstance(part, ast.stmt) else part.body)


def exported(module, seen):
    if module.all is not None:
        return list(module.all)
    names = []
    for name in bound_names(module.tree.body):
        if isinstance(name, tuple):
            source = absolute(module, name[1])
            if source in MODULES and source not in seen:
                names += exported(MODULES[source], (*seen, module.name))
        elif not name.startswith("_"):
            names.append(name)
    return names


# --- what a binding stands for --------------------------------------------------------------------


def meanings(binding, depth=0):
    """A list of ("class", Class), ("module", name), ("outside", name), ("other", name) and
    ("undefined", name); the last kind only if there is nothing else."""
    if binding is None:
        return []
    if depth > 200:
        return [("other", "circle")]
    match binding[0]:
        case "either":
            return distinct(m for b in binding[1] for m in meanings(b, depth + 1))
        case "try":
            parts = leaves(binding)
            return distinct(m for b in parts for m in meanings(b, depth + 1))
        case "class":
            return [binding]
        case "module":
            return [("module" if exists(binding[1]) else place(binding[1]), binding[1])]
        case "from":
            return member(binding[1], binding[2], depth)
        case "alias":
            return meanings(binding[1], depth + 1)
        case "chain":
            found = meanings(binding[1], depth + 1)
            for name in binding[2]:
                found = distinct(m for f in found for m in attribute(f, name, depth))
            return found
        case "free":
            names, parts = binding[1], binding[2]
            if names.get("<done>") and names.get(parts[0]):
                return meanings(("chain", names[parts[0]], parts[1:]), depth + 1)
            if isinstance(getattr(builtins, parts[0], None), type):
                return [("outside", "builtins." + ".".join(parts))]
            return [("outside" if "*" in names else "undefined", ".".join(parts))]
        case "def":
            return [("other", binding[2].name)]
    return [("other", f"{binding[0]} {id(binding)}")]


def distinct(found):
    unique = list(dict.fromkeys(found))
    return [m for m in unique if m[0] != "undefined"] or unique


def exists(name):
    return name in MODULES or name in PACKAGES


def place(name):
    return "undefined" if exists(name.split(".")[0]) else "outside"


def member(source, name, depth):
    module = MODULES.get(source)
    if module and module.names.get(name):
        if depth > 150 and exists(f"{source}.{name}"):
            return [("module", f"{source}.{name}")]  # it leads back to itself
        found = meanings(module.names[name], depth + 1)
        return [("other", f"{source}.{name}")] if module.names[name][0] == "def" else found
    if exists(f"{source}.{name}"):
        return [("module", f"{source}.{name}")]
    if module and "*" in module.names:
        return [("outside", f"{module.names['*']}.{name}")]
    return [(place(source), f"{source}.{name}")]


def attribute(found, name, depth):
    match found[0]:
        case "module":
            return member(found[1], name, depth)
        case "class":
            if name in found[1].body:
                return meanings(found[1].body[name], depth + 1)
            return [("other", f"{found[1]}.{name}")]
    return [(found[0], f"{found[1]}.{name}")]


# --- the rule -------------------------------------------------------------------------------------


OBJECT = External("builtins.object", True)
GENERIC = External("typing.Generic", True)
PROTOCOL = External("typing.Protocol", True)


def alternatives(cls, open_):
    """For each base a list of (order or None, whether it is Protocol)."""
    for i, base in enumerate(cls.bases):
        if base[0] == "computed":
            yield [([External(f"{ast.dump(base[1])} of {cls!r}", False)], False)]
            continue
        found = []
        for kind, what in meanings(base) or [("undefined", "?")]:
            name = f"{what.module.name}.{what.name}" if kind == "class" else what
            if name in ("typing.Protocol", "typing_extensions.Protocol"):
                found.append(([PROTOCOL, GENERIC], True))
            elif name in ("typing.Generic", "typing_extensions.Generic"):
                later = cls.node.bases[i + 1:]
                dropped = any(isinstance(b, ast.Subscript) for b in later)
                found.append(([] if dropped else [GENERIC], False))
            elif kind == "class":
                found += [(order, False) for order, _ in c3(what, open_)]
            else:
                known = kind == "outside" and name.rpartition(".")[0] in KNOWN
                found.append(([External(name, known)], False))
        yield found


def c3(cls, open_=()):
    """All the orders it can have, as lists or None, each with whether Protocol is a base."""
    if cls.orders is None:
        if cls in open_:
            return [(None, False)]
        cls.orders = []
        for chosen in itertools.product(*alternatives(cls, (*open_, cls))):
            protocol = any(p for _, p in chosen)
            cls.orders.append((merge(cls, [order for order, _ in chosen]), protocol))
    return cls.orders


def merge(cls, orders):
    if None in orders or [OBJECT] in orders[:-1]:
        return None
    lists = [list(o) for o in orders if o and o != [OBJECT]]
    lists.append([o[0] for o in lists])
    result = [cls]
    while any(lists):
        for candidate in (l[0] for l in lists if l):
            if not any(candidate in l[1:] for l in lists):
                break
        else:
            return None
        result.append(candidate)
        lists = [l[1:] if l and l[0] == candidate else l for l in lists]
    return result


def is_abstract(binding):
    thunks = binding[1] if binding[0] == "def" else [binding[1]] if binding[0] == "call" else []
    for thunk in thunks:
        for kind, what in meanings(thunk):
            name = what.name if kind == "class" else what
            if name.rpartition(".")[2] in ABSTRACT:
                return True
    return False


DATA = (ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp,
        ast.SetComp, ast.DictComp, ast.GeneratorExp)
DATA_CALLS = ("dict", "list", "tuple", "set", "frozenset", "str", "bytes", "int", "float", "bool")


def kind_of(binding, depth=0):
    """What a binding of a method's name makes of it, as a set."""
    if binding is None:
        return set()
    if depth < 100 and binding[0] in ("alias", "chain", "either", "try", "from", "free"):
        found = set()
        for leaf in targets(binding, depth):
            found |= kind_of(leaf, depth + 1)
        return found or {"defined"}
    if binding[0] == "value" and isinstance(binding[2], DATA) or binding[0] == "module":
        return {"removed"}
    if binding[0] == "call" and meanings(binding[1]) in (
            [("outside", f"builtins.{name}")] for name in DATA_CALLS):
        return {"removed"}
    return {"abstract"} if is_abstract(binding) else {"defined"}


def targets(binding, depth):
    """The bindings that a name leads to; a class or function of another module is callable."""
    match binding[0]:
        case "either" | "try":
            return leaves(binding)
        case "alias":
            return [("plain", b) if b and b[0] == "def" else b for b in targets(binding[1], depth)]
        case "chain" if not binding[2]:
            return [("plain", b) if b and b[0] == "def" else b for b in leaves(binding[1])]
        case "from":
            module = MODULES.get(binding[1])
            if module and module.names.get(binding[2]):
                found = module.names[binding[2]]
                return [("plain", found)] if found[0] == "def" else [found]
            return [("module",)] if exists(f"{binding[1]}.{binding[2]}") else []
    kinds = [k for k, _ in meanings(binding)]
    return [("module",)] if kinds == ["module"] else []


def find(method, order):
    """A set of "defined", "abstract" and "removed"; else {"unknown"} or {"missing"}."""
    found, unknown = set(), False
    for each in order:
        if isinstance(each, External):
            unknown |= not each.known
        elif each.body.get(method) is not None:
            binding = each.body[method]
            here = set().union(*(kind_of(leaf) for leaf in leaves(binding)))
            if unknown and "removed" in here and not found:
                return {"unknown"}
            found |= here
            if here and not any(leaf is None for leaf in leaves(binding)):
                return found
    return found or {"unknown" if unknown else "missing"}


def outcome(kinds, protocol):
    if protocol or "abstract" in kinds:
        return "ABSTRACT"
    if "removed" in kinds or "missing" in kinds:
        return "INCOMPLETE"
    return "UNRESOLVED" if "unknown" in kinds else "MODEL"


def bound_last(cls):
    """The classes that the name of a class can stand for in the end; True for anything."""
    found = set()
    for leaf in leaves(cls.home.get(cls.name.rpartition(".")[2])):
        if leaf is None:
            continue
        if leaf[0] == "class":
            found.add(leaf[1])
        elif leaf[0] == "call" or leaf[0] == "value" and not isinstance(leaf[2], DATA):
            found.add(True)
        elif leaf[0] in ("alias", "chain", "from"):
            for kind, what in meanings(leaf):
                found.add(what if kind == "class" else kind == "other")
    return found


def verdict(cls, methods):
    outcomes, candidate = set(), []
    for order, protocol in c3(cls):
        if order is None:
            candidate.append(True)
            outcomes.add("UNRESOLVED")
            continue
        found = [find(m, order) for m in methods]
        unknown = any(isinstance(e, External) and not e.known for e in order)
        candidate.append(unknown or bool({"defined", "abstract"} & set().union(*found)))
        outcomes |= {outcome(kinds, protocol) for kinds in itertools.product(*found)}
    if not any(candidate):
        return None
    unreachable = cls.in_function or not cls.module.importable or cls.dead
    each = cls
    while each is not None and not unreachable:
        unreachable = not {each, True} & bound_last(each)
        each = each.outer
    if unreachable:
        return "NOT_IMPORTABLE"
    return outcomes.pop() if len(outcomes) == 1 and all(candidate) else "UNRESOLVED"


def of_one_name(classes, methods):
    """The class to show and the verdict of those that have one name."""
    classes = sorted(classes, key=lambda cls: cls.node.lineno)
    last = [cls for cls in classes if cls in bound_last(cls)] or classes[-1:]
    verdicts = {verdict(cls, methods) for cls in last}
    if len(verdicts) > 1:
        return last[-1], "UNRESOLVED"
    return last[-1], verdicts.pop()


# --- files ----------------------------------------------------------------------------------------


def files(root, pruned):
    for directory, names, leaves in os.walk(root):
        if directory != root and "pyvenv.cfg" in leaves:
            names.clear()
            continue
        names[:] = [
            n for n in names
            if not n.startswith(".") and not any(fnmatch.fnmatchcase(n, p) for p in pruned)
            and not os.path.islink(os.path.join(directory, n))]
        for leaf in leaves:
            path = os.path.join(directory, leaf)
            if leaf.endswith(".py") and os.path.isfile(path) and not os.path.islink(path):
                yield os.path.relpath(path, root)


def load(root, file):
    stem = file[:-3].split("/")
    package = stem[-1] == "__init__" and len(stem) > 1
    stem = stem[:-1] if package else stem
    importable = all(s.isidentifier() and not keyword.iskeyword(s) for s in stem)
    try:
        with open(os.path.join(root, file), "rb") as stream:
            tree = ast.parse(stream.read())
    except (SyntaxError, ValueError):
        REFUSED.append(file)
        return None
    module = Module(".".join(stem), file, package, tree, importable)
    module.all = literal_all(tree)
    return module


def main(root, pruned, *rules):
    loaded = [m for f in sorted(files(root, pruned.split(","))) if (m := load(root, f))]
    for module in loaded:
        if module.importable and (module.name not in MODULES or module.package):
            MODULES[module.name] = module
    for name in MODULES:
        while name := name.rpartition(".")[0]:
            PACKAGES.add(name)
    for module in loaded:
        run(module, module.tree.body, [module.names], "", False)
        module.names["<done>"] = ("other",)
        while module.later:
            node, outer, prefix, dead = module.later.pop(0)
            inner, module.globals = {}, set()
            run(module, node.body, [inner, *outer], prefix, True, dead)
            for name in module.globals & set(inner):
                module.names[name] = either([module.names.get(name), inner[name]])
    for module in loaded:
        for classes in module.classes.values():
            for rule in rules:
                cls, found = of_one_name(classes, rule.split(","))
                if found:
                    print(f"{rule} {found} {cls!r} {module.file}:{cls.node.lineno}")
    for file in REFUSED:
        print("REFUSED", file)


main(*sys.argv[1:])
