"""The rule of discovery once more, on CPython's ast, to compare verdicts class for class.

Usage: rule.py DIRECTORY PRUNED,PRUNED METHOD,METHOD METHOD,METHOD...
Prints "METHOD,METHOD VERDICT module:QualName file:line" for each candidate of each rule and
"REFUSED file" for each file that ast.parse refuses. Nothing is imported or executed: statements are gone through in order, and every
name is bound to a description of what it stands for, which is looked up only later.
"""

import ast
import builtins
import fnmatch
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
        self.all = None


class Class:
    def __init__(self, module, name, node, in_function):
        self.module, self.name, self.node, self.in_function = module, name, node, in_function
        self.bases, self.body, self.order = [], {}, None

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


def look_up(parts, scopes):
    """What the first part is bound to now; scopes from the inside out, class bodies only first."""
    for names in scopes:
        if parts[0] in names:
            return ("chain", names[parts[0]], parts[1:])
    return ("free", scopes[-1], parts)


def absolute(module, node):
    if not node.level:
        return node.module
    base = module.name if module.package else module.name.rpartition(".")[0]
    for _ in range(node.level - 1):
        base = base.rpartition(".")[0]
    if not base:
        return "." * node.level + (node.module or "")
    return f"{base}.{node.module}" if node.module else base


def value(node, scopes):
    target = node.value if isinstance(node, ast.Subscript) else node
    parts = dotted(target)
    if parts:
        return ("alias", look_up(parts, scopes), node)
    if isinstance(node, ast.Call) and dotted(node.func):
        return ("call", look_up(dotted(node.func), scopes), node)
    return ("value", None, node)


def run(module, body, scopes, prefix, in_function):
    names = scopes[0]
    around = scopes
    for node in body:
        match node:
            case ast.ClassDef():
                cls = Class(module, prefix + node.name, node, in_function)
                for base in node.bases:
                    inner = base.value if isinstance(base, ast.Subscript) else base
                    parts = dotted(inner)
                    cls.bases.append(look_up(parts, scopes) if parts else ("computed", base))
                outer = [s for s in around if not s.get("<class>")]
                if names.get("<class>"):
                    outer = [s for s in around[1:] if not s.get("<class>")]
                cls.body = {"<class>": True}
                run(module, node.body, [cls.body, *outer], cls.name + ".", in_function)
                module.classes.pop(cls.name, None)
                module.classes[cls.name] = cls
                names[node.name] = ("class", cls)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                decorators = [
                    look_up(dotted(d), scopes) for d in node.decorator_list if dotted(d)
                ]
                names[node.name] = ("def", decorators, node)
                outer = [s for s in around if not s.get("<class>")]
                module.later.append((node, outer, f"{prefix}{node.name}.<locals>."))
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
                        names["*"] = source
            case ast.Assign():
                bound = value(node.value, scopes)
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        names[target.id] = bound
                    elif isinstance(target, ast.Tuple):
                        pairs = isinstance(node.value, ast.Tuple) \
                            and len(node.value.elts) == len(target.elts)
                        for i, item in enumerate(target.elts):
                            if isinstance(item, ast.Name):
                                names[item.id] = value(node.value.elts[i], scopes) if pairs \
                                    else ("value", None, node)
            case ast.AnnAssign() if node.value and isinstance(node.target, ast.Name):
                names[node.target.id] = value(node.value, scopes)
            case ast.Delete():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        names.pop(target.id, None)
        for field in ("body", "handlers", "orelse", "finalbody", "cases"):
            if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                for part in getattr(node, field, ()):
                    inner = [part] if isinstance(part, ast.stmt) else part.body
                    run(module, inner, scopes, prefix, in_function)


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


def meaning(binding, depth=0):
    """("class", Class) | ("module", name) | ("outside", name) | ("other", name)."""
    if depth > 200:
        return ("other", "circle")
    match binding[0]:
        case "class":
            return binding
        case "module":
            return ("module" if exists(binding[1]) else place(binding[1]), binding[1])
        case "from":
            return member(binding[1], binding[2], depth)
        case "alias":
            return meaning(binding[1], depth + 1)
        case "chain":
            found = meaning(binding[1], depth + 1)
            for name in binding[2]:
                found = attribute(found, name, depth)
            return found
        case "free":
            names, parts = binding[1], binding[2]
            if isinstance(getattr(builtins, parts[0], None), type):
                return ("outside", "builtins." + ".".join(parts))
            if names.get("<done>") and parts[0] in names:
                return meaning(("chain", names[parts[0]], parts[1:]), depth + 1)
            return ("outside" if "*" in names else "other", ".".join(parts))
        case "def":
            return ("other", binding[2].name)
    return ("other", binding[0])


def exists(name):
    return name in MODULES or name in PACKAGES


def place(name):
    return "other" if exists(name.split(".")[0]) else "outside"


def member(source, name, depth):
    module = MODULES.get(source)
    if module and name in module.names:
        if depth > 150 and exists(f"{source}.{name}"):
            return ("module", f"{source}.{name}")  # it leads back to itself
        found = meaning(module.names[name], depth + 1)
        if module.names[name][0] == "def":
            return ("other", f"{source}.{name}")
        return found
    if exists(f"{source}.{name}"):
        return ("module", f"{source}.{name}")
    if module and "*" in module.names:
        return ("outside", f"{module.names['*']}.{name}")
    return (place(source), f"{source}.{name}")


def attribute(found, name, depth):
    match found[0]:
        case "module":
            return member(found[1], name, depth)
        case "class":
            if name in found[1].body:
                return meaning(found[1].body[name], depth + 1)
            return ("other", f"{found[1]}.{name}")
    return (found[0], f"{found[1]}.{name}")


# --- the rule -------------------------------------------------------------------------------------


def ancestors(cls):
    """Bases, and whether Protocol is one of them; Generic and Protocol have no place in orders."""
    found, protocol = [], False
    for base in cls.bases:
        if base[0] == "computed":
            found.append(External(f"{ast.dump(base[1])} of {cls!r}", False))
            continue
        kind, what = meaning(base)
        name = f"{what.module.name}.{what.name}" if kind == "class" else what
        if name in ("typing.Protocol", "typing_extensions.Protocol"):
            protocol = True
        elif name in ("typing.Generic", "typing_extensions.Generic"):
            pass
        elif kind == "class":
            found.append(what)
        else:
            known = kind == "outside" and name.rpartition(".")[0] in KNOWN
            found.append(External(name, known))
    return found, protocol


def c3(cls, open_=()):
    """The order as a list, or None."""
    if cls.order is not None:
        return cls.order or None
    if cls in open_:
        return None
    bases, _ = ancestors(cls)
    obj = External("builtins.object", True)
    if obj in bases[:-1]:
        cls.order = ()
        return None
    bases = [b for b in bases if b != obj]
    lists = []
    for base in bases:
        order = c3(base, (*open_, cls)) if isinstance(base, Class) else [base]
        if order is None:
            cls.order = ()
            return None
        lists.append(list(order))
    lists.append(list(bases))
    result = [cls]
    while any(lists):
        for candidate in (l[0] for l in lists if l):
            if not any(candidate in l[1:] for l in lists):
                break
        else:
            cls.order = ()
            return None
        result.append(candidate)
        lists = [l[1:] if l and l[0] == candidate else l for l in lists]
    cls.order = result
    return result


def is_abstract(binding):
    thunks = binding[1] if binding[0] == "def" else [binding[1]] if binding[0] == "call" else []
    for thunk in thunks:
        found = meaning(thunk)
        name = found[1].name if found[0] == "class" else found[1]
        if name.rpartition(".")[2] in ABSTRACT:
            return True
    return False


def find(method, order):
    """"defined", "abstract", "removed", "unknown" or "missing"."""
    unknown = False
    for each in order:
        if isinstance(each, External):
            unknown |= not each.known
        elif method in each.body:
            binding = each.body[method]
            if binding[0] == "value" and isinstance(binding[2], ast.Constant):
                return "unknown" if unknown else "removed"
            return "abstract" if is_abstract(binding) else "defined"
    return "unknown" if unknown else "missing"


def verdict(cls, methods):
    unreachable = cls.in_function or not cls.module.importable
    order = c3(cls)
    if order is None:
        return "NOT_IMPORTABLE" if unreachable else "UNRESOLVED"
    found = [find(m, order) for m in methods]
    unknown = any(isinstance(e, External) and not e.known for e in order)
    if not unknown and not {"defined", "abstract"} & set(found):
        return None
    if unreachable:
        return "NOT_IMPORTABLE"
    if "abstract" in found or ancestors(cls)[1]:
        return "ABSTRACT"
    if "removed" in found or "missing" in found:
        return "INCOMPLETE"
    return "UNRESOLVED" if "unknown" in found else "MODEL"


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
            node, outer, prefix = module.later.pop(0)
            run(module, node.body, [{}, *outer], prefix, True)
    for module in loaded:
        for cls in module.classes.values():
            for rule in rules:
                found = verdict(cls, rule.split(","))
                if found:
                    print(f"{rule} {found} {cls!r} {module.file}:{cls.node.lineno}")
    for file in REFUSED:
        print("REFUSED", file)


main(*sys.argv[1:])
