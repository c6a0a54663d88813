package io.modelops.bundle.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.LoginResult;
import io.modelops.bundle.value.RegistryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins at docker-registry, shared with skopeo and oras. */
class LoginAgreementTest {
  private static final String CANARY = "canary-8f3a61";

  @TempDir private Path home;
  private DockerRegistry registry;
  private Bundles bundles;
  private Map<String, String> variables;

  @BeforeEach
  void start() throws Exception {
    registry = DockerRegistry.start(home, "ann", CANARY);
    variables = Map.of("DOCKER_CONFIG", home.resolve("docker").toString());
    bundles = Bundles.load().withEnvironment(Environment.of(variables, home));
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  private Path file() {
    return home.resolve("docker/config.json");
  }

  private LoginResult login(String place, String password) {
    return bundles.login(place, new Credential("ann", password, ""), RegistryOptions.defaults());
  }

  private Programs.Result skopeo(String... command) {
    return Programs.start(
        Map.of("REGISTRY_AUTH_FILE", file().toString(), "HOME", home.toString()), List.of(command));
  }

  private Programs.Result oras(String... command) {
    return Programs.start(variables, List.of(command));
  }

  @Test
  void otherProgramsUseOurLogin() throws Exception {
    Programs.require("skopeo", "oras");
    assertThat(oras("oras", "repo", "ls", "--plain-http", registry.host()).status()).isNotZero();

    LoginResult result = login(registry.host(), CANARY);

    assertThat(result.isChecked()).isTrue();
    assertThat(result.overriddenBy()).isEmpty();
    assertThat(skopeo("skopeo", "login", "--get-login", registry.host()).output().strip())
        .isEqualTo("ann");
    assertThat(oras("oras", "repo", "ls", "--plain-http", registry.host()).status()).isZero();
    assertThat(bundles.logout(registry.host()).removedFrom())
        .containsExactly("Docker configuration " + file());
    assertThat(skopeo("skopeo", "login", "--get-login", registry.host()).status()).isNotZero();
    assertThat(oras("oras", "repo", "ls", "--plain-http", registry.host()).status()).isNotZero();
  }

  @Test
  void ourLogoutEndsTheLoginsOfOtherPrograms() throws Exception {
    Programs.require("skopeo", "oras");
    String host = registry.host();
    assertThat(oras("oras", "login", "--plain-http", "-u", "ann", "-p", CANARY, host).status())
        .isZero();
    assertThat(bundles.logout(host).removedFrom()).hasSize(1);
    assertThat(file()).content().doesNotContain(host);

    Programs.Result logged =
        skopeo("skopeo", "login", "--tls-verify=false", "-u", "ann", "-p", CANARY, host);
    assertThat(logged.status()).as(logged.output()).isZero();
    assertThat(bundles.logout(host).removedFrom()).hasSize(1);
    assertThat(bundles.logout(host).removedFrom()).isEmpty();
  }

  @Test
  void otherProgramsLogOutOfOurLogin() throws Exception {
    Programs.require("skopeo", "oras");
    login(registry.host(), CANARY);
    assertThat(oras("oras", "logout", registry.host()).status()).isZero();
    assertThat(bundles.logout(registry.host()).removedFrom()).isEmpty();

    login(registry.host(), CANARY);
    assertThat(skopeo("skopeo", "logout", registry.host()).status()).isZero();
    assertThat(bundles.logout(registry.host()).removedFrom()).isEmpty();
  }

  @Test
  void wrongPasswordIsNotKept() {
    RegistryException refused =
        catchThrowableOfType(
            RegistryException.class, () -> login(registry.host(), CANARY + "-wrong"));

    assertThat(refused.errorCode()).isEqualTo(ErrorCode.LOGIN_REFUSED);
    assertThat(refused).hasMessageContaining("nothing was kept").hasMessageNotContaining(CANARY);
    assertThat(file()).doesNotExist();
  }

  @Test
  void sourceThatIsAskedFirstIsNamed() throws Exception {
    Path podman = home.resolve(".config/containers/auth.json");
    Files.createDirectories(podman.getParent());
    Files.writeString(
        podman, "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"Ym9iOm9sZA==\"}}}");

    assertThat(login(registry.host() + "/lab", CANARY).overriddenBy())
        .contains("Docker configuration " + podman);
    assertThat(bundles.logout(registry.host() + "/lab").remaining())
        .contains("Docker configuration " + podman);
  }
}
