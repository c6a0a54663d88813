package io.modelops.bundle.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.modelops.bundle.Providers;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules of ARCHITECTURE.md, over the classes of all modules. */
class ArchitectureTest {
  private static final String ROOT = "io.modelops.bundle";

  /** The rooms of bundle-api, from the ground up, and the rooms that each may use beside itself. */
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          ".error", List.of(),
          ".value", List.of(".error"),
          ".spi", List.of(".value", ".error"),
          ".internal.files", List.of(".value"),
          ".internal.call", List.of(".spi", ".value", ".error"),
          ".internal.project",
              List.of(".internal.call", ".internal.files", ".spi", ".value", ".error"),
          ".internal.cache",
              List.of(".internal.call", ".internal.files", ".spi", ".value", ".error"),
          ".internal.transfer",
              List.of(
                  ".internal.cache",
                  ".internal.project",
                  ".internal.call",
                  ".internal.files",
                  ".spi",
                  ".value",
                  ".error"),
          ".internal.workspace",
              List.of(
                  ".internal.project",
                  ".internal.call",
                  ".internal.files",
                  ".spi",
                  ".value",
                  ".error"),
          ".internal.status",
              List.of(
                  ".internal.transfer",
                  ".internal.workspace",
                  ".internal.project",
                  ".internal.call",
                  ".internal.files",
                  ".spi",
                  ".value",
                  ".error"));

  /** What users of bundle-api see. */
  private static final String[] API = {ROOT, ROOT + ".error", ROOT + ".spi", ROOT + ".value"};

  private static final String[] ALL_ROOMS =
      Stream.concat(Stream.of(ROOT), ROOMS.keySet().stream().map(ROOT::concat))
          .toArray(String[]::new);

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(
              location -> !location.contains("/examples/") && !location.contains("-tests.jar"))
          .importPackages("io.modelops.bundle");

  @Test
  void theRulesSeeAllModules() {
    assertThat(LIBRARY.stream().map(JavaClass::getPackageName))
        .contains(
            "io.modelops.bundle.spi",
            "io.modelops.bundle.discovery.python",
            "io.modelops.bundle.manifest",
            "io.modelops.bundle.registry.http",
            "io.modelops.bundle.json",
            "io.modelops.bundle.report");
  }

  @Test
  void packagesHaveNoCycles() {
    SliceAssignment byPackage =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
          }

          @Override
          public String getDescription() {
            return "packages";
          }
        };
    slices().assignedFrom(byPackage).should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void theApiNeedsNothingButTheJdk() {
    classes()
        .that()
        .resideInAnyPackage(ALL_ROOMS)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..", "javax.net.ssl", "javax.security.auth.x500", "org.jspecify..")
                .or(resideInAnyPackage(ALL_ROOMS)))
        .check(LIBRARY);
  }

  @Test
  void eachRoomOfTheApiUsesOnlyThoseBelowIt() {
    ROOMS.forEach(
        (room, below) -> {
          String[] allowed =
              Stream.concat(Stream.of(room), below.stream())
                  .map(ROOT::concat)
                  .toArray(String[]::new);
          classes()
              .that()
              .resideInAPackage(ROOT + room)
              .should()
              .onlyDependOnClassesThat(
                  resideInAnyPackage(
                          "java..", "javax.net.ssl", "javax.security.auth.x500", "org.jspecify..")
                      .or(resideInAnyPackage(allowed)))
              .check(LIBRARY);
        });
  }

  @Test
  void architectureTableNamesTheRoomsAndWhatTheyUse() throws IOException {
    String document = Files.readString(Path.of("../../ARCHITECTURE.md"));
    ROOMS.forEach(
        (room, below) ->
            assertThat(document)
                .containsPattern(
                    "\\| `\\"
                        + room
                        + "` \\|[^|]*\\| "
                        + (below.isEmpty()
                            ? "the JDK"
                            : Pattern.quote(
                                below.stream()
                                    .map(each -> "`" + each + "`")
                                    .collect(Collectors.joining(", "))))
                        + " \\|"));
  }

  @Test
  void everyTypeOfTheFrontDoorIsPublic() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .bePublic()
        .check(LIBRARY);
  }

  @Test
  void implementationModulesUseNeitherTheFrontDoorNorInternals() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".discovery..", ROOT + ".manifest..", ROOT + ".registry..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT)
                .or(
                    resideInAPackage(ROOT + ".internal..")
                        .and(not(resideInAPackage(ROOT + ".internal.files")))))
        .check(LIBRARY);
  }

  @Test
  void implementationModulesKnowOnlyTheApi() {
    for (String module : new String[] {"discovery", "manifest", "registry"}) {
      String[] others =
          Stream.of("discovery", "manifest", "registry")
              .filter(other -> !other.equals(module))
              .map(other -> "io.modelops.bundle." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.modelops.bundle." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(LIBRARY);
    }
  }

  @Test
  void jsonIsMadeOfTheFrontDoorTheValuesAndTheErrorsAlone() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".json")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", "com.fasterxml.jackson.core..")
                .or(resideInAnyPackage(ROOT, ROOT + ".value", ROOT + ".error", ROOT + ".json")))
        .check(LIBRARY);
  }

  @Test
  void reportsAreMadeOfTheFrontDoorTheValuesAndTheErrorsAlone() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".report")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..")
                .or(resideInAnyPackage(ROOT, ROOT + ".value", ROOT + ".error", ROOT + ".report")))
        .check(LIBRARY);
  }

  @Test
  void publicSignaturesOfTheJsonModuleNameNoThirdPartyType() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + ".json")
        .and()
        .arePublic()
        .should(onlyMention(resideInAnyPackage("java..").or(resideInAPackage(ROOT + ".."))))
        .check(LIBRARY);
  }

  @Test
  void publicSignaturesOfTheApiNameNoThirdPartyType() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(API)
        .and(
            DescribedPredicate.describe(
                "are seen by others",
                method ->
                    method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && (method.getModifiers().contains(JavaModifier.PUBLIC)
                            || method.getModifiers().contains(JavaModifier.PROTECTED))))
        .should(
            onlyMention(
                resideInAnyPackage("java..", "javax.net.ssl", "javax.security.auth.x500")
                    .or(resideInAnyPackage(API))))
        .check(LIBRARY);
  }

  private static ArchCondition<JavaMethod> onlyMention(DescribedPredicate<JavaClass> allowed) {
    return new ArchCondition<>("only mention " + allowed.getDescription()) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(type -> !type.isPrimitive() && !allowed.test(type))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " mentions " + type.getName())));
      }
    };
  }

  @Test
  void theProcessAroundUsIsReadInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Environment.class.getName())
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class, String.class)
        .orShould()
        .callMethod(System.class, "setProperty", String.class, String.class)
        .check(LIBRARY);
  }

  @Test
  void providersAreFoundInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Providers.class.getName())
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ServiceLoader.class)
        .check(LIBRARY);
  }

  @Test
  void nothingIsPrintedAndTheHostIsLeftAlone() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .orShould()
        .callMethod(Runtime.class, "addShutdownHook", Thread.class)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(LIBRARY);
  }

  @Test
  void noStaticStateChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(
            DescribedPredicate.describe(
                "are written by hand",
                type -> !type.isAssignableTo("org.antlr.v4.runtime.Recognizer")))
        .should()
        .beFinal()
        .andShould(notHoldMutableCollections())
        .check(LIBRARY);
  }

  private static ArchCondition<JavaField> notHoldMutableCollections() {
    return new ArchCondition<>("not be a cache") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        JavaClass type = field.getRawType();
        if (type.getName().startsWith("java.util.concurrent.") && !type.isInterface()) {
          events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change"));
        }
      }
    };
  }

  @Test
  void valuesCannotChange() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("io.modelops.bundle.value")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .beFinal()
        .check(LIBRARY);
  }

  @Test
  void publicTypesOfTheApiAreFinalOrMeantToBeImplemented() {
    classes()
        .that()
        .resideInAnyPackage(API)
        .and()
        .arePublic()
        .and()
        .areNotInterfaces()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .orShould()
        .haveModifier(JavaModifier.ABSTRACT)
        .check(LIBRARY);
  }
}
