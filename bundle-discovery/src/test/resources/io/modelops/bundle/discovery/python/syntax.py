### decorators
@a
@a.b.c
@a.b(1, x=[2])
@a[0].b
@(lambda f: f)
@(y := a)
@a.b(  # comment
    1,  # )
    'x)',
)
# comment between

# another
class C: pass
@x
def f(): pass
@ spaced . name
async def g(): pass
class D:
    @property
    # between
    def m(self): pass
    @m.setter

    def m(self, v): pass
@(lambda x=1, *, y=(2): x)
@a if b else c
def h(): ...
### generics of old
class A(Generic[T], Protocol[T, 'U']): ...
class B(List["A"], Dict[str, int]): ...
class C(a.b[c](d)): ...
class D(a[b].c): ...
### class arguments
class A(B, metaclass=Meta): pass
class A(metaclass=lambda n, b, d: type(n, b, d), x=1): pass
class A(*bases, **kw): pass
class A(B, *bases, key=lambda: {1: 2}, **{'a': 1}): pass
class A(namedtuple('A', 'x y')): pass
class A(with_metaclass(Meta, Base), object): pass
class A(B if C else D): pass
class A((B)): pass
class A((B), (C.D)): pass
class A(B or C, not D, -E): pass
class A(): pass
class A( ): pass
class A(  # comment
    B,  # base, not a B2(
    # class Fake(X):
    C . D,
    metaclass  # here
      = M,
): pass
class A(x == y, z=a == b): pass
class A(yes := B): pass
class A(f"{x}", f'{a["b"]}', "s", b'x', None, True, 1.5e-3, ...): pass
class A(lambda: 0, label=1, l=2, lam=3, f=f, fr=rf): pass
class A(f, t(f), r, l, la, lambda_): pass
class A(B[1:2, ::3], C[lambda x, y: z]): pass
class A\
  (B)\
  :
    pass
### conditional classes
if x:
    class A: pass
elif y:
    class A(B): pass
else:
    class A(C): pass
try:
    from a import b
except ImportError:
    b = None
else:
    import c
finally:
    import d
try: import x
except (A, B) as e: x = None
else: pass
finally: pass
try:
    pass
except: import z
### nesting
class A:
    class B:
        class C(D):
            x = 1
        y = 2
    def f(self):
        class L(A):
            def m(self): import q
        return L
    z = 3
def g():
    def h():
        class M: pass
### one line
class A: x = 1; y = 2; "not doc"; z: int = 3
class B: "doc"; x = 1
class B: 'doc' 'more'
def f(): return 1
if x: import a; import b
while x: y = 1
for i in x: y = i
with a as b: c = 1
x = 1; y = 2;
x = 1 ;
import a; from b import c; d = 4
def f(a=lambda: 1, b: "x:y" = {1: 2}) -> {3: 4}[5]: a = 1; b = 2
if lambda: x: y = 1
while (a := b): pass
while a := b(): x = 1
if x[a:b]: y = 1
if {a: b}: y = 1
### backslashes
import a.b \
  as c, \
  d
from a \
  import b, \
  c
class \
  A \
  (B): pass
def \
  f \
  (x): pass
x = \
  1
a = \
b = \
  c
x \
  = y
if a and \
   b:
    c = 1
\
x = 2
y = 'a\
b'; z = 1
class C:
    x = 1 \
      + 2
    def f(self): \
        return 1
### imports
import a
import a.b.c as d, e, f . g
import a as b, c as d
from a import b
from a import b as c, d as e
from . import x
from .. import x as y
from ...a.b import c
from .... import x
from . . . import x
from.a import*
from . a . b import c
from a import (b)
from a import (b, c as d,)
from a import (  # comment
    b,  # x
    # y
    c as d
    ,
)
from a import *
from importlib import import_module
from asyncio import as_completed as as_
import as_, importx
### dunder names
__all__ = ['a', 'b']
__all__ += ['c']
__all__: list = []
def __getattr__(name): ...
def __dir__(): ...
### fake classes in strings
x = """
class Fake(Model):
    def simulate(self): pass
"""
'''
class Fake2: pass
import fake
'''
def f():
    """
class Fake3:
    x = 1
    """
    r'''
import no
'''
y = ("class F:"
     'def g(): '
     """
class H:
""")
### string prefixes
a = r'\'; b = 1'; b = r"\"; c = 2"
c = b'\''; d = B"\""; e = Rb'\\'; f = bR"\\"; g = u'x'; h = U"y"; i = rB'''
class X: ''' ; j = BR"""
class Y: """; k = 1
l = ''; m = ""; n = '' ''; o = "" ""; p = '''''' ; q = """""" ; r = 1
s = 'a''b'; t = "a""b"; u = 'a'"b"'''c'''"""d"""; v = 1
w = 'a'''; x = "b"""; y = 1
z = '''a'b''c\'''d'''; a = """a"b""c\"""d"""; b = 1
c = '\\'; d = '\\\''; e = "\\\\"; f = 1
g = ''if x else''; h = 1
i = x if''else y; j = 1
k = 'a' in'b'or"c"and'''d'''; l = 1
m = '# no comment'; n = "'"; o = '"'; p = 1
q = '''
''' '''
'''; r = 1
s = "\
"; t = 1
u = '\N{BULLET}'; v = 1
if'a':w = 1
### docstrings
class A:
    """Doc

    more "quoted" \t tab \x41 \u00e9 \U0001F600 \101 \N{BULLET} \
    joined \q
    """
    x = 1
class B:
    r'raw \n'
class C:
    u'a' "b"   '''c'''
class D:
    b'no doc'
class E:
    f'no doc'
class F:
    'a' f'b'
class G:
    x = 1
    'not first'
class H:
    call()
    'not first either'
class I:
    'doc'; y = 2
class J:
    'not' % doc
class K:
    'not'.doc()
class L:

    # comment

    'doc after comments'  # and before
class M: 'one line'
class N: pass; 'no'
class O:
    ''
class P:
    """"quoted" start"""
class Q:
    'é ü'
class R:
    'a' \
    'b'
### f-strings
a = f'{x}'; b = 1
c = f"{x!r:>{width}} {y=} {{z}} {a['b']}"; d = 1
e = f'''{
    x
    + y
}'''; f = 1
g = f"""{x:{'{'}>10}"""; h = 1
i = rf'\{x}\d{y}'; j = fR"\{x}"; k = Fr'{x}'; l = 1
m = f'\N{BULLET} {x}'; n = 1
o = f'{x:%Y-%m-%d}' f"{y:,}"; p = 1
q = f'{{}}'; r = f'{{{x}}}'; s = f''; t = f""""""; u = f''''''; v = 1
w = f'{x!s}' 'class A:'; x = 1
y = f'{lambda_}'; z = f'{(lambda a: a)(1)}'; a = 1
b = f'{x != y}'; c = f'{ {1: 2}[1] }'; d = 1
e = f'{f"{x}"}'; f = 1
g = f"{'a' if b else 'c'}"; h = 1
i = f'{x:{y}.{z}}'; j = 1
k = f'a\
b{x}'; l = 1
m = f"{d['x']:#x}"; n = f'{x:#x}'
def g(): pass
class A(f('{x}'), B[f"{x}"]): y = f"{x}"
def f(a=f'{x}', b: f"{y}" = 1): c = f'{z}'
t = f'{x}' % (f"{y}", '#'); u = 1
if f"{a}": b = 1
f'{x}'; z = 1
(f"{x}"
 f'{y}'); z = 1
### comments
# first
class A:  # comment
    # inside
        # oddly indented
# at the margin
    x = 1  # after

  # odd
    def f(self):  # :
        # only
        pass
    # trailing in class
# trailing
x = 1
        # trailing, indented
### blanks and form feeds

class A:

    x = 1

    y = 2
def f():
	x = 1
	if x:
	    y = 2
	z = 3
class B:
        x = 1
        def f(self):
            pass
### tabs in one block and spaces in another
if a:
	x = 1
	if b:
		y = 2
if c:
    x = 1
    if d:
      y = 2
class T:
	def f(self):
	  if x:
	  	  y = 1
### soft keywords
match = 1
case = 2
type = 3
_ = 4
match(x)
match[x] = 1
match.x = 2
match: int = 3
case: str = 4
type(x)
type = type(x)
print(match, case)
match, case = 1, 2
match * 2
match -1
match == x
case(1)
import match, case, type
from match import case
class match: pass
def case(): pass
def type(match, case): pass
matching = 1
classes = 2
define = 3
imported = 4
fromage = 5
iffy = 6
withal = 7
forall = 8
tryst = 9
elsewhere = 10
exceptional = 11
finally_ = 12
delta = 13
asynchronous = 14
async_def = 15
lambda_ = 16
returned = 17
self = 18
selfish = 19
raised = 1; asserted = 2; yielded = 3
classify(x); define.x = 1; imports[0] = 2
### match statements
match x:
    case 1: import a
    case [a]: b = 1
    case {"k": v, **rest} if v:
        c = 1
    case A(x=1, y=[2, *z]) | B():
        class In: pass
    # comment

    case (1 | 2) as n if (lambda: n): d = 1
    case "a:b": e = 1
    case -1: pass
    case a.b: pass
    case _:
        match y, z:
            case 1, *_:
                def f(): pass
            case _: import q
match (x):
    case(1): y = 1
    case[a, b]: z = 1
match [a, b]:
    case [c, d]: y = 1
match -x:
    case 1: y = 2
def g():
    match x:
        case _:
            import deep
    return 1
match x:
    case 1:
        match = 2
        case = 3
### lambda and walrus in headers
if (lambda x: x)(y): z = 1
if lambda x, y=lambda: 1: x: z = 1
while lambda: x: break
def f(a=lambda x, y: {x: y}, *b, c=(d := 1), **e) -> (lambda: 1): pass
class A(B, key=lambda a, *b, c=1, **d: (a, b)): x = 1
for i in lambda: 1, lambda: 2: j = 1
with open(x) as f, lambda: y: z = 1
x = lambda a=1, b=2: a
x = y = lambda a=1: a
x = lambda: (yield)
x: int = lambda a=1: a
x: lambda a=1: a = 2
x = a if b else lambda c=d: e
x = f(a=1)[b:c] = d
del x, y; z = 1
### async
async def f():
    async with a as b:
        x = 1
    async for i in c:
        y = 2
    else:
        z = 3
    await d
    async def g(): pass
def h(): pass
async  def spaced(): pass
async \
  def continued(): pass
class A:
    async def m(self): return [x async for x in y]
    def n(self): pass
### parameters
def a(): pass
def b(x): pass
def c(x, /): pass
def d(x, /, y, *, z): pass
def e(x: int = 1, /, y: str = 'a', *args: T, z: "U" = None, **kw: V) -> W: pass
def f(*, a, b=2): pass
def g(a=(1, 2), b=[3, 4], c={5: 6}, d={7}): pass
def h(a, b=lambda x=1, *y, **z: x, c=...): pass
def i(
    a,  # first )
    b=')',

    *c,  # rest
    d: 'x:y' = f"{z}",
) -> (
    T  # comment
): pass
def j(self, a: "Callable[[int], str]" = None) -> Dict[str, List[int]]: pass
def k(x) -> "a, b": pass
def l(*a: int, b: int) -> None: ...
def ü(ä: ö = 1) -> é: pass
### Unicode
class Größe: x = 1
def ſimulate(): pass
class ﬁeld(Ｂase, ℌ.ﬁ): pass
import ſub.ﬁle as ﬂ
from ﬁ import ſ as Ⅳ
ｘ = ª = º = 1
class 模型(基.底, 键=值): 变量 = "字符串"; y = 1
é = 'ü'; z = 1
simulate = ſimulate
### assignments
simulate = impl
a = b = c
a = b = c = d
a: int
a: int = 3
a: "str" = 'x'
(z) = 3
((z)) = 4
( z ) = 5
(z): int = 6
(z) += 7
(
z
) = 8
a += 1; b -= 1; c *= 2; d /= 2; e //= 2; f %= 2; g **= 2; h >>= 1; i <<= 1; j &= 1; k ^= 1; l |= 1; m @= 1
a == b
a = b == c
a = b.c = d
a = b[0] = c = d
a = b, c = d
a = (b, c) = d
a.b = c = d
a, b = c
a = *b, c
a = yield_
a = b if c else d
a = (
    b,  # comment
    c
)
a = [
    'x',
]
a = b \
    + c
a = """
multi
"""
a = None
a = True
a = False
a = ...
a = -1
a = 1_000.5e-10j
a = 0xFF + 1
a = 0xe+1
a = 1e+5
a = .5
a = 1.
a = 'x' 'y'
a = ('x'
     'y')
a = b'x'
a = f'x'
a = 'x'.y
a = 'x'[0]
a = 'x'.join(y)
a = b(c)
a = b(c)(d)
a = b[c]
a = b[c](d)
a = b(c)[d]
a = b(c).d
a = b.c(d)
a = (b)
a = (b)(c)
a = (b.c)
a = (b + c)
a = (b)(c) + d
a = [b][0]
a = {b: c}[b]
a = {b}
a = []
a = ()
a = not b
a = not (b)
a = not(b)
a = lambda: 0
a = lambda x: x(1)
a = b and c(d)
a = b  (c)
a = b . c
a = b if (c) else (d)
a = b < c; a = b <= c; a = b >= c; a = b != c; a = b >> c; a = b ** c
a = typing.NamedTuple('a', [('b', int)])
a = b"x" if c else d
a = x@y
a = 1if b else 2
a = [lambda: 0, f(x), t, r"x"]
a = 3; b: int = 4; c += 5
def f():
    x = yield
    y = yield z
    w = await v
    global a; a = 1
    (u) = 2
    return x == y
class A:
    x = 1; y: int; z: int = 2; w += 3
    self.x = 1
    x[0] = 1
    print(x)
### deletions
del x
del x, y
del (x), y
del (x, y), [z, w]
del x.a, y[0], z
del x[a, b], y
del(x)
del x,
del x; y = 1
del f, t, lambda_
class A:
    x = 1
    del x
### exceptions
try:
    import a
except* ValueError:
    import b
except* (A, B) as e: import c
try:
    pass
except(A): import d
try: import e
except A: import f
### parenthesised with
with (open(a) as b, open(c) as d): e = 1
with (
    a as b,
    c as d,
):
    import e
with (a, b) as c: d = 1
with (yield_): d = 1
### deep brackets
x = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
y = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ 'a]', (
  2)  ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
z = 1
f(a(b(c(d('x)', "y(", f"{z(')')}"))))); w = 1
### TYPE_CHECKING
from typing import TYPE_CHECKING
import typing as t
if TYPE_CHECKING:
    from a import B
if t.TYPE_CHECKING: import c
elif typing.TYPE_CHECKING or x: import d
if not TYPE_CHECKING: import e
if (TYPE_CHECKING): import f
if  TYPE_CHECKING  : import g
if False: import h
if 0: import i
if sys.version_info >= (3, 8):
    import j
elif "x:y" in z: import k
### loops
for a, b in c: d = 1
else: e = 2
for x in y:
    import z
else:
    import w
while 1:
    import q
else: import r
### other statements
pass; x = 1
assert x, 'y'; x = 1
raise x from y
raise ValueError('a' 'b') from None; x = 1
global a, b; x = 1
nonlocal_ = 1
return_ = 1
-x; y = 1
lambda: x; y = 1
lambda x: x; y = 1
*a, b = c; d = 1
[a, b] = c; d = 1
{1: 2}; d = 1
(yield_); d = 1
...; d = 1
not x; d = 1
1 + 2; d = 1
.5; d = 1
### continued first token
f(x)
t = 1
f = 2; r = 3; rf = 4; b = 5; u = 6; br = 7
f.x = 1; t[0] = 2
f (x)
f = f if f else f
if f: r = 1
if t and f: r = f
x = [f for f in t]; y = {r: f}
x = f; y = t
l = f or"a"; m = 1
x = a if"b"else f"{c}"; y = 1
x = f
y = t,r
z = f'a' if t else r'b' if f else f
### unpacking
a, b = c
a, b = 1, 'x'
(a, b) = c, d
[a, b] = c
(a, (b, *c)), d = e
*a, b = c
a, *b = c, d
a, = b
(a,) = [b]
a, b = c, d = e
x = a, b = c
a, b = x = c
a.b, c = d
a[0], b = c
a[0] = b = c
a[b:c, -1].d = e = f
a["k"], b[f(x)] = c
(a, b[0], c.d) = e
(
    a,  # first
    b
) = c
(a)[0] = b
(a).b = c
a, b == c
(a, b) == c
[a, b] == c; d = 1
a.b == c; d = 1
if [a, b] == c: d = 1
if[a] == b: c = 1
while[a]==b: c = 1
idx[0] = d = 1
a, b
(a, b)
(a)
f(a), b
(a)
b = c
[a]
b = c
[x for x in y]
b, c = [f(x) for x in y], d
simulate, parameters = f, f
first, (second, third) = 1, (2, 3)
first, (second, third) = 1, f()
a, b = 1, *c
a, b = {1, 2}
def f():
    a, b = c
    x = a, b = c
    d.e = 1
def g():
    a, b = c, d
    class A: pass
    a.b = 1
### targets of any shape
f(x).a, b = 1, 2
f(x)(y=1)[0], (c, [d, (e, (g, [h]))]) = a
{}[0], i = (lambda j=1: j), k
"text".l, m = n = o
a[b == c].d, e = f
a[0] += b; g, h = a
a[0]: b = c
lambda p=1: p
lambda: (q), r == s
class T:
    @f(lambda a, b=1: b) if c else lambda d, e=1: d
    def g(self): pass

### attributes
A.simulate = f
A . simulate = f
A.B.simulate = A.parameters = g
A.x: int = 3
A.x += 1
A.x == 1
A().x = 1
A.x = B = f
B = A.x = f
class C:
    D.x = 1
    self.x = 1
### headers that bind
for a in x: pass
for a, (b, *c) in x: pass
for a.b in x: pass
for a[0], c in x: pass
for (a) in x, y: pass
for[a, b]in x: pass
async def f():
    async for a in x: pass
    class A: pass
    async with b as c: d = 1
with a as b: pass
with a as (b, c), d as e: pass
with (a as b, c as [d, *e]): pass
with a() as b.c, d[0] as e: pass
with (a, b) as c: pass
with a: pass
try: pass
except A as e: pass
except (A, B) as f: pass
except a.b: pass
except: pass
match x:
    case a: pass
match x:
    case (a): pass
match x:
    case _: pass
match x:
    case [a, (b, *c), {"k": d, **e}, A.B, C(f, g=h), 1 | -2 as i, None, "s"]: pass
    case a, b: pass
    case {"k": A.b}: pass
    case A(): pass
    case a if b(c): pass
    case str(a) | int(a) as b: pass
    case -1 | 1+2j | f.g: pass
    case _ if a: pass
def g():
    for a in b: pass
    with c as d: pass
    if e == 1: import f
    if e == 2: g = 1
    match h:
        case i: pass
### walrus
(a := b)
(a := b, c := d)
f(a := b)
x = (a := b)
x = [(a := b) for c in d]
if (a := b) and (c := d): e = 1
elif f := g: pass
while a := b(): x = 1
def f(x=(a := 1)): b = (c := 2)
class A(b := c): d = (e := f)
with (a := b) as c: pass
for a in (b := c): pass
@(a := b)
def f(): pass
x[a:=1] = b
x[(a := 1):b]
f"{(a := b)} {c:=10} {d[e := f]!r:{(g := 1)}}" "{(no := 1)}"
print(f'{"a" if (a := b) else 1}', (c := d))
[a, *b] = c, d, e
*a, (b, [c, *d]) = [e, f, (g, *h)]
a, *b, c = d, *e, f, g
a, b = b, a
(a, *(b, c)), d.e = (f, *g), h
### global
global a
def f():
    global a, b; a = 1
    global c
    class A: pass
### methods of __all__
__all__ = []
__all__.append('A'); __all__.extend(['B',
    *c.__all__])
if a: __all__.remove('A')
def f():
    __all__ . sort(key=len)
    return __all__.copy()
class C:
    __all__.extend(b.__all__) # comment
__all__.x.y(1)[2] + 3
__all__x.append('A'); a.__all__.append('A'); a = __all__.pop(); __all__ == __all__.x
import b

### form feed at the start
class A: pass
### continuation lines in blocks
def f():
\
    x = 1
def g():
    \
    x = 1
def h():
    \
        x = 1
    y = 2
class A: \
    x = 1
class B:
  \
\
     x = 1
  y = 2
if a:
    b = 1
\
c = 2
class C(A \
): pass
class D(A, \
  B \
  ): pass
### expressions
if sys.version_info >= (3, 8): a = 1
if sys.version_info[:2] < (3, 8): a = 1
if sys.version_info[0] == 2 and not PY3: a = 1
if sys.platform == "win32" or os.name != 'nt': a = 1
if not (a): b = 1
if not not a: b = 1
if not a not in b: c = 1
if a is not None: b = 1
if a is b is c: d = 1
if a < b < c: d = 1
if __name__ == "__main__": a = 1
if not TYPE_CHECKING: a = 1
a = b + c + d
a = b + c - d
a = b + c * d
a = (b + c) + d
a = b * c + d
a = -1; b = -(1); c = - -1; d = +1; e = ~1; f = -a; g = -1.5j; h = -(-1)
a = 0; b = 00; c = 0xFF_FF; d = 0o17; e = 0b1_01; f = 1_000; g = 10 ** 2; h = 1e10; i = 1_0.0_1E-5; j = .5J
a = b.c.d; b = b.c().d; c = (b.c).d; d = (b).c; e = b[0].c; f = None.a; g = True .b; h = 1 .real; i = "a".b
a = f(*b, c, d=e, **g); b = f(x for x in y); c = f(a)(b)[c]; d = f(); e = f(a,)
a = {**b, c: d, 'e': [f, {g}]}; b = {}; c = {a, *b}; d = {a: b for a in c}; e = {a for a in b}; f = [*a, b]
a = b[c]; b = b[c, d]; c = b[c:d]; d = b[::2, ...]; e = b[*c]; f = b[c,]; g = b[(c, d)]; h = b[lambda: 0]
a = lambda: 0; b = lambda x, *y, z=lambda: 1: x; c = lambda x={1: 2}, y=[3][0:1]: (x, y); d = [lambda: 0, 1]
a = b if c else d; b = b if c else d if e else f; c = [b if c else d for e in f if g if h]
a = 'b' "c" r'\n' u'd'; b = b'\xff' rb'\x'; c = f'{a}' 'b'; d = 'a' f'b'; e = '\x41\u00e9\101\N{BULLET}\
x\q'
a = (b for c in d); b = ([]); c = (()); d = ((a, b)); e = (a, b); f = a, b; g = ((a), (b)); h = (a,)
a = [x async for x in y]; b = (yield_); c = [a, b,]; d = [[['x']]]
a = ((((((((((((((b))))))))))))))
a = [[[[[[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]]]]]
a = f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(b)))))))))))))))))))
a = a[1][2][3]()()()()()()()()()()()()()()()()()()()()()
a = f'{x!r:>{w}} {{}} {"a" + f"{b}"}'; b = 1
a = [f'{a}', f"""{
  b}""", rf'\{c}', F'{d:{e}}', f'{ {1: 2}[1] }']; b = [1]
