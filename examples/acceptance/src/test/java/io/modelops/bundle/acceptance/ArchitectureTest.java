package io.modelops.bundle.acceptance;

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
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules of ARCHITECTURE.md, over the classes of all modules. */
class ArchitectureTest {
  private static final String[] API = {
    "io.modelops.bundle", "io.modelops.bundle.spi", "io.modelops.bundle.value"
  };

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
            "io.modelops.bundle.registry.http");
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
        .resideInAnyPackage(API)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..").or(resideInAnyPackage(API)))
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
  void publicSignaturesOfTheApiNameNoThirdPartyType() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(API)
        .and()
        .areNotPrivate()
        .should(onlyMention(resideInAnyPackage("java..").or(resideInAnyPackage(API))))
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
