package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.WorkspaceStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Build tools keep values and exceptions between runs. */
class SerializationTest {
  /** What has no instances, holds secrets, or belongs to a process. */
  private static final Set<String> NOT_TO_BE_KEPT =
      Set.of(
          "BundlePath",
          "Cancellation",
          "CertificateChain",
          "Credential",
          "Environment",
          "Network",
          "ProgressListener",
          "SigningKey");

  @TempDir Path directory;

  @Test
  void everyValueCanBeSerialised() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("io.modelops.bundle.value")
        .and()
        .arePublic()
        .and()
        .areNotMemberClasses()
        .and(
            DescribedPredicate.describe(
                "may be kept", (JavaClass type) -> !NOT_TO_BE_KEPT.contains(type.getSimpleName())))
        .should()
        .beAssignableTo(Serializable.class)
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.modelops.bundle.value"));
  }

  @Test
  void whatTheStagesAnswerComesBackEqual() throws Exception {
    Path project = Sample.copyTo(directory.resolve("project"));
    Bundle bundle = Bundle.open(project);
    Discovery discovery = bundle.discover();
    Manifest manifest = Sample.manifest(project);
    Reference reference = Reference.parse("oci:" + directory.resolve("layout") + ":v1");
    assertThat(bundle.initialize()).satisfies(SerializationTest::comesBackEqual);
    Workspace workspace = bundle.workspace();
    assertThat(
            List.of(
                DiscoveryOptions.defaults().withTests(),
                AddOptions.defaults().withForce(),
                bundle.settings(),
                discovery.planSave(discovery.models()),
                List.copyOf(discovery.candidates()),
                List.copyOf(discovery.issues()),
                manifest.content(),
                manifest.check(),
                manifest.plan(reference, RegistryOptions.defaults()),
                workspace.add(List.of("data")),
                workspace.push(manifest, reference, PushOptions.of(RegistryOptions.defaults())),
                workspace.synced().orElseThrow(),
                reference))
        .allSatisfy(SerializationTest::comesBackEqual);
    WorkspaceStatus status = workspace.status(); // from the listing
    comesBackEqual(status);
    WorkspaceStatus again = workspace.status(); // from the index
    assertThat(((WorkspaceStatus) copy(again)).tracked())
        .isNotEmpty()
        .isEqualTo(List.copyOf(status.tracked()));
  }

  @Test
  void exceptionsKeepTheirData() throws Exception {
    Path nowhere = directory.resolve("nowhere");
    DiscoveryException discovery =
        copied(
            catchThrowableOfType(DiscoveryException.class, () -> Bundle.open(nowhere)),
            DiscoveryException.class);
    assertThat(discovery.file()).isEqualTo(nowhere);
    assertThat(discovery.hint()).isNotEmpty();
    Workspace workspace = new Tree(directory).workspace();
    WorkspaceException tracking =
        copied(
            catchThrowableOfType(WorkspaceException.class, () -> workspace.add(List.of("../a"))),
            WorkspaceException.class);
    assertThat(tracking.paths()).containsExactly("../a");
    assertThat(tracking.code()).isEqualTo("outside-project");
    new Tree(directory).write("pyproject.toml", "[tool.modelops-bundle]\nmodels = 1\n");
    ConfigurationException settings =
        copied(
            catchThrowableOfType(
                ConfigurationException.class, () -> Bundle.open(directory).settings()),
            ConfigurationException.class);
    assertThat(settings.line()).isEqualTo(2);
  }

  private static <E extends BundleException> E copied(E exception, Class<E> type)
      throws IOException, ClassNotFoundException {
    return type.cast(copy(exception));
  }

  private static void comesBackEqual(Object value) {
    try {
      assertThat(copy(value)).isEqualTo(value);
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(value.getClass() + " cannot be serialised", e);
    }
  }

  private static Object copy(Object value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
