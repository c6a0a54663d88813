package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final String METHODS = "\n    def simulate(self): ...\n";

  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private Model model(String name) {
    return project.discover().models().stream()
        .filter(each -> each.className().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The parameters of a class M with that body. */
  private String parameters(String body) {
    return parameters("", body);
  }

  private String parameters(String before, String body) {
    String parameters = body.contains("def parameters") ? "" : "    def parameters(self): ...\n";
    project.with("m.py", before + "class M:\n    " + body + METHODS + parameters);
    return show(model("m:M"));
  }

  private static String show(Model model) {
    return model.parameters().stream().map(ParametersTest::show).collect(Collectors.joining("; "));
  }

  private static String show(Parameter parameter) {
    StringBuilder text = new StringBuilder(parameter.name());
    if (parameter.kind() != null) {
      text.append(": ").append(parameter.kind());
    }
    if (parameter.defaultValue() != null) {
      text.append(" = ").append(show(parameter.defaultValue()));
    }
    if (parameter.lower() != null || parameter.upper() != null) {
      text.append(" in ")
          .append(show(parameter.lower()))
          .append("..")
          .append(show(parameter.upper()));
    }
    return text + (parameter.doc() == null ? "" : " \"" + parameter.doc() + "\"");
  }

  private static String show(@Nullable SourceValue value) {
    return value == null ? "" : value.computed() ? "<" + value.text() + ">" : value.text();
  }

  @Test
  void constructorHasThoseOfItsSignature() {
    assertThat(
            parameters(
                """
                def __init__(self, beta, /, gamma: float = 0.1, *args, n: "int"=10,
                                     key=lambda a, b: a,  # comment
                                     *, pair = (1,
                                             2), **rest) -> dict[str, int]: self.x = 1
                """))
        .isEqualTo(
            "beta; gamma: float = 0.1; n: \"int\" = 10; key = <lambda a, b: a>; pair = (1, 2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "True|java.lang.Boolean|true",
        "3|java.lang.Long|3",
        "-0x10|java.lang.Long|-16",
        "1_000|java.lang.Long|1000",
        "-.5e-3|java.lang.Double|-5.0E-4",
        "'a\\x62' \"c\"|java.lang.String|abc",
      })
  void plainLiteralsHaveTypes(String literal, Class<?> type, String value) {
    parameters("def __init__(self, x=" + literal + "): ...");
    SourceValue found = Objects.requireNonNull(model("m:M").parameters().get(0).defaultValue());
    assertThat(found.text()).isEqualTo(literal);
    assertThat(found.plain()).isInstanceOf(type).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "None",
        "[1, 'a', (2.5, -3)]",
        "{'a': {1: None}}",
        "float('inf')",
        "-np.inf",
        "ss.lognorm(mean=ss.years(6), std=[1, 2])",
        "99999999999999999999",
        "1e400",
        "b'a'",
        "'\\ud800'",
        "...",
      })
  void otherLiteralsAndCallsOfLiteralsAreText(String literal) {
    assertThat(parameters("def __init__(self, x=" + literal + "): ..."))
        .isEqualTo("x = " + literal);
    assertThat(model("m:M").parameters().get(0).defaultValue())
        .isEqualTo(SourceValue.literal(literal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a + 1", "1 / 365", "f'{x}'", "[y for y in z]", "f(x)", "{**a}", "unknown"})
  void everythingElseIsComputed(String expression) {
    assertThat(parameters("def __init__(self, x=" + expression + "): ..."))
        .isEqualTo("x = <" + expression + ">");
  }

  @Test
  void specificationsAreReadWhereverTheyStand() {
    assertThat(
            parameters(
                "HIGH = 0.2\nREST = (ParameterSpec('delta', 1, 2, 'int'),)\n",
                """
                SPACE = ParameterSpace((
                        cb.ParameterSpec("beta", 0.01, HIGH, "float", doc="Rate."),
                        ParameterSpec(name="gamma", lower=-1, upper=x, kind="int", default=0),
                        *REST,
                        ParameterSpec(computed, 0, 1)))
                    CONFIG = [ConfigSpec("dt", default=0.1), ConfigurationSpec("grid", [1, 2], "Cells.")]
                    def __init__(self):
                        super().__init__(ParameterSpace([ParameterSpec("eps", 0, 1)]))
                """))
        .isEqualTo(
            "beta: float in 0.01..0.2 \"Rate.\"; gamma: int = 0 in -1..<x>; delta: int in 1..2; "
                + "dt = 0.1; grid = [1, 2] \"Cells.\"; eps in 0..1");
  }

  @Test
  void definingCallsAreReadInTheConstructor() {
    assertThat(
            parameters(
                "BETA = 0.3\n",
                """
                def __init__(self, seed=1, **kwargs):
                        LOCAL = 5
                        self.define_pars(
                            inherit=True, seed=seed, beta=BETA, dur=ss.lognorm(10), n=LOCAL)
                        self.update_pars(other=3)
                        def inner(): self.define_pars(hidden=1)
                    def step(self): self.define_pars(late=1)
                """))
        .isEqualTo("seed = 1; beta = 0.3; dur = ss.lognorm(10); n = <LOCAL>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PARAMETERS = {'a': 1, 'b': [2]}",
        "DEFAULT_PARAMS = {'a': 1, 'b': [2], 3: 4, **more}",
        "_pars: dict = dict(a=1, b=[2], **more)",
        "params = MappingProxyType({'a': 1, 'b': [2]})",
        "def __init__(self): self.pars = sc.objdict(a=1, b=[2])",
        "def parameters(self): return {'a': 1, 'b': [2]}",
        "@property\n    def parameters(self):\n        found = dict(a=1, b=[2]); return found",
      })
  void dictsOfParametersAreKnownByTheirName(String table) {
    assertThat(parameters(table)).isEqualTo("a = 1; b = [2]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "options = {'a': 1}",
        "if x:\n        pars = {'a': 1}",
        "pars = {'a': 1}\n    pars = compute()",
        "class Inner:\n        pars = {'a': 1}",
        "def __init__(self): other.pars = {'a': 1}",
        "def parameters(self):\n        if self.x: return {'a': 1}\n        return {'b': 1}",
        "def parameters(self):\n        def inner(): return {'a': 1}",
        "def parameters(self):\n        p = {'a': 1}; p = more(p); return p",
        "# self.define_pars(a=1)",
        "'ParameterSpec(\"a\", 0, 1)'",
        "def __init__(*, self): ...",
        "if x:\n        def __init__(self, a=1): ...",
      })
  void nothingIsInvented(String body) {
    assertThat(parameters(body)).isEmpty();
  }

  @Test
  void namesOfParametersMayBeAllThatIsReturned() {
    assertThat(parameters("def parameters(self): return ['a', 'b']")).isEqualTo("a; b");
  }

  @Test
  void whatIsSaidTwiceIsOneParameter() {
    assertThat(
            parameters(
                """
                SPACE = [ParameterSpec("beta", 0, 1, "float", doc="Rate.")]
                    pars = {"beta": 0.5, "gamma": 2}
                    def __init__(self, beta=0.3, gamma=None, delta: int = 1): ...
                """))
        .isEqualTo("beta: float = 0.3 in 0..1 \"Rate.\"; gamma = None; delta: int = 1");
  }

  @Test
  void argumentThatHasToBeGivenGetsNoDefaultFromElsewhere() {
    assertThat(parameters("pars = {'beta': 0.5}\n    def __init__(self, beta): ..."))
        .isEqualTo("beta");
  }

  @Test
  void fieldsOfADataclassAreThoseOfItsConstructor() {
    project.with(
        "m.py",
        """
        from dataclasses import KW_ONLY, InitVar, dataclass, field
        @dataclass
        class Base:
            a: float
            b: int = 1
            def simulate(self): ...
            def parameters(self): ...
        @dataclass(frozen=True)
        class M(Base):
            b: float = 2.5
            _: KW_ONLY
            c: list[int] = field(default_factory=list)
            d: "ClassVar[int]" = 3
            e: int = field(init=False, default=4)
            f: InitVar[int] = field(default=5)
            g = 6
        class N(M):
            h: int = 7
        """);
    assertThat(show(model("m:M")))
        .isEqualTo("a: float; b: float = 2.5; c: list[int] = <list>; f: InitVar[int] = 5");
    assertThat(show(model("m:N"))).isEqualTo(show(model("m:M")));
  }

  @Test
  void fieldsOfPydanticHaveBoundsAndDescriptions() {
    project.with(
        "m.py",
        """
        from pydantic import BaseModel, Field
        class M(BaseModel):
            model_config = {"extra": "forbid"}
            beta: float = Field(0.3, ge=0, lt=1, description="Rate.")
            n: int = Field(..., gt=0)
            _secret: int = 1
            label: str = "x"
            def simulate(self): ...
            def parameters(self): ...
        """);
    assertThat(show(model("m:M")))
        .isEqualTo("beta: float = 0.3 in 0..1 \"Rate.\"; n: int in 0..; label: str = \"x\"");
  }

  @Test
  void fieldsOfPydanticCountWhereABaseOnlyPassesThemOn() {
    project.with(
        "m.py",
        """
        from pydantic import BaseModel
        class Base(BaseModel):
            beta: float = 0.3
            def __init__(self, **data):
                super().__init__(**data)
            def simulate(self): ...
            def parameters(self): ...
        class M(Base): ...
        """);
    assertThat(show(model("m:M"))).isEqualTo("beta: float = 0.3");
  }

  @Test
  void inheritedOnesFollowTheMethodResolutionOrder() {
    project
        .with("constants.py", "RATE = 0.25\nCHANGED = 1\ndef f():\n    global CHANGED\n")
        .with(
            "base.py",
            """
            from constants import RATE, CHANGED
            class Base:
                pars = {"x": 1}
                params = {"y": RATE, "z": CHANGED}
                def __init__(self, a=RATE):
                    self.define_pars(b=2)
                def simulate(self): ...
                def parameters(self): ...
                @model_output("old")
                def out(self): ...
                @model_scenario
                def lockdown(self): ...
            """)
        .with(
            "m.py",
            """
            from base import Base
            class Same(Base):
                pars = {"x": 3}
                def out(self): ...
            class Chained(Base):
                def __init__(self, c=4):
                    super().__init__()
                    self.define_pars(d=5)
            class Cut(Base):
                def __init__(self, c=4): ...
            """);
    assertThat(show(model("m:Same"))).isEqualTo("a = 0.25; b = 2; x = 3; y = 0.25; z = <CHANGED>");
    assertThat(show(model("m:Chained")))
        .isEqualTo("c = 4; d = 5; b = 2; x = 1; y = 0.25; z = <CHANGED>");
    assertThat(show(model("m:Cut"))).isEqualTo("c = 4; x = 1; y = 0.25; z = <CHANGED>");
    assertThat(model("m:Same").outputs()).isEmpty();
    assertThat(model("m:Cut").outputs()).extracting(DecoratedMethod::name).containsExactly("old");
  }

  @Test
  void whatABaseSaysCanBeTakenOver() {
    project.with(
        "m.py",
        """
        class Base:
            pars = {"x": 1}
            def simulate(self): ...
            def parameters(self): return {"a": 1, "b": 2}
        class M(Base):
            pars = {**Base.pars, "y": 2}
            def parameters(self): return {**super().parameters(), "b": 3, "c": 4}
        class N(Base):
            pars = dict(Base.pars, y=2)
            def parameters(self): return {**other(), "c": 4}
        """);
    assertThat(show(model("m:M"))).isEqualTo("y = 2; b = 3; c = 4; x = 1; a = 1");
    assertThat(show(model("m:N"))).isEqualTo("y = 2; c = 4; x = 1");
  }

  @Test
  void behindABaseOutsideTheProjectNothingIsCertain() {
    project.with(
        "m.py",
        """
        import ext
        class Base:
            def __init__(self, a=1): ...
            pars = {"b": 2}
        class M(ext.Base, Base):
            params = {"c": 3}
            def simulate(self): ...
            def parameters(self): ...
        """);
    assertThat(show(model("m:M"))).isEqualTo("c = 3");
  }

  @Test
  void decoratorsDeclareOutputsAndScenarios() {
    project.with(
        "m.py",
        """
        class M:
            def simulate(self): ...
            def parameters(self): ...
            @cb.model_output("prevalence", metadata={})
            def extract(self):
                # comment

                '''
                Daily prevalence.
                More.
                '''
            @model_output(name=f"x")
            async def cases(self): ...
            @staticmethod
            @model_scenario(name="lockdown")
            def closed(): return 1
            @other_output("x")
            def other(self): ...
        """);
    Model model = model("m:M");
    assertThat(model.outputs())
        .containsExactly(
            DecoratedMethod.of("prevalence", "extract", new SourceRange("m.py", 5, 5, 11))
                .withDoc("Daily prevalence."),
            DecoratedMethod.of("cases", "cases", new SourceRange("m.py", 13, 5, 13)));
    assertThat(model.scenarios())
        .containsExactly(
            DecoratedMethod.of("lockdown", "closed", new SourceRange("m.py", 16, 5, 16)));
  }

  @Test
  void placesAreThoseOfTheNames() {
    project.with(
        "m.py",
        """
        class M:
            pars = {"é": 0, "x": 1}
            def __init__(self, é=1,
                         y=2): ...
            def simulate(self): ...
            def parameters(self): ...
        """);
    assertThat(model("m:M").parameters())
        .extracting(
            each -> each.name() + " " + each.location().line() + ":" + each.location().column())
        .containsExactly("é 3:24", "y 4:18", "x 2:21");
  }

  @Test
  void longValueIsNotToldWhole() {
    String list = "[" + "1, ".repeat(2000) + "]";
    parameters("pars = {'a': " + list + ", 'b': 2}");
    List<Parameter> found = model("m:M").parameters();
    assertThat(found).extracting(Parameter::name).containsExactly("a", "b");
    SourceValue value = Objects.requireNonNull(found.get(0).defaultValue());
    assertThat(value.computed()).isTrue();
    assertThat(value.text()).hasSizeLessThan(100).startsWith("[1, 1, ").endsWith("...");
  }

  @Test
  void classThatIsNoModelHasNone() {
    project.with("m.py", "class M:\n    pars = {'a': 1}\n    def simulate(self): ...\n");
    assertThat(project.discover().candidates())
        .singleElement()
        .extracting(Model::parameters)
        .isEqualTo(List.of());
  }

  @Test
  void dictThatTheModulePutsTogetherIsRead() {
    project.with(
        "base.py", "shared = {'beta': 0.3, 'days': 10}\nshared['n'] = 5\nrest = dict(seed=1)\n");
    assertThat(
            parameters(
                """
                from base import shared
                import base
                solving = {'beta': 0.1, 'gone': 0, 'gamma': 0.2}
                init = {}
                init.update(shared)
                init.update(solving)  # later ones win
                init.update({'days': 20}, size=3)
                more = init.copy()
                init['x'] = 7
                del init['gone']
                alias = init
                alias["y"] = (1,
                              2)
                more['z'] = 8
                """,
                "default_ = {'solver': None, 'params': init}"))
        .isEqualTo("beta = 0.1; days = 20; n = 5; gamma = 0.2; size = 3; x = 7; y = (1, 2)");
    assertThat(parameters("import base\n", "params = {**base.shared, **base.rest, 'n': 6}"))
        .isEqualTo("n = 6; beta = 0.3; days = 10; seed = 1");
    assertThat(parameters("init = {'a': 1}\nmore = {**init, 'b': 2}\n", "default_pars = more"))
        .isEqualTo("a = 1; b = 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init.update(read())",
        "init[key] = 2",
        "init['x'] += 2",
        "if True:\n    init['x'] = 2",
        "for each in range(2): pass\nelse:\n    init.update(x=2)",
        "init |= {'x': 2}",
        "init.pop('x')",
        "init.update([('x', 2)])",
        "init = make(init)",
        "init['x']['y'] = 2",
        "from gone import other\ninit.update(other)",
        "init.update(**init, **read())",
      })
  void dictIsNotReadWhereSomethingOfItIsUnknown(String change) {
    assertThat(parameters("init = {'x': 1}\n" + change + "\n", "default_ = {'params': init}"))
        .isEmpty();
  }

  @Test
  void dictOfTheModuleHidesThatOfTheBase() {
    project.with(
        "m.py",
        """
        one = {'a': 1}
        two = {'b': 2}
        class Base:
            default_ = {'params': one}
            def simulate(self): ...
            def parameters(self): ...
        class M(Base):
            default_ = {'params': two}
        """);
    assertThat(show(model("m:M"))).isEqualTo("b = 2");
  }
}
