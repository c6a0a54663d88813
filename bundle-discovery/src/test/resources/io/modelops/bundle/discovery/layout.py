"""Imports modules of a project from where its distributions are installed.

layout.py PROJECT PLACED BUILT < names

PLACED holds what the test says. BUILT becomes what the project's own back-ends make, where they are
installed. Prints for each name, once for PLACED and once for BUILT, the place that its class M
tells, with "installed" if it lies there, "beside" if it is in the project.
"""
import importlib, os, shutil, sys, zipfile

sys.dont_write_bytecode = True
project, *sites = sys.argv[1:]


def build(directory, site):
    import tomllib

    os.chdir(directory)
    settings = {"project": {}}
    if os.path.exists("pyproject.toml"):
        with open("pyproject.toml", "rb") as file:
            settings = tomllib.load(file)
    if not ({"project", "build-system"} & settings.keys() or os.path.exists("setup.py")):
        return
    name = settings.get("build-system", {}).get("build-backend", "setuptools.build_meta:__legacy__")
    module, _, attribute = name.partition(":")
    backend = importlib.import_module(module)
    if attribute:
        backend = getattr(backend, attribute)
    wheels = os.path.join(os.path.dirname(site), "wheels")
    os.makedirs(wheels, exist_ok=True)
    with zipfile.ZipFile(os.path.join(wheels, backend.build_wheel(wheels))) as archive:
        archive.extractall(site)


def silently(action, *arguments):
    """Runs it in a process of its own; whether it succeeded."""
    child = os.fork()
    if child == 0:
        try:
            null = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(null, stream)
            sys.path.insert(0, "")
            action(*arguments)
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def build_all(site):
    copy = site + "-sources"
    shutil.copytree(project, copy)
    marks = {"pyproject.toml", "setup.py", "setup.cfg"}
    found = [directory for directory, _, files in os.walk(copy) if marks & set(files)]
    return bool(found) and all(silently(build, directory, site) for directory in found)


def answer(name, site):
    try:
        place = importlib.import_module(name).M.here
        file = sys.modules[name].__file__
    except (ImportError, AttributeError, SyntaxError):
        return "-"
    return place + (" installed" if file.startswith(site + os.sep) else " beside")


names = sys.stdin.read().split()
usual, modules = list(sys.path), set(sys.modules)
for site in sites:
    if site == sites[0] or build_all(site):
        sys.path[:] = [site, project] + usual
        importlib.invalidate_caches()
        for name in names:
            print(answer(name, site))
        for each in set(sys.modules) - modules:
            del sys.modules[each]
