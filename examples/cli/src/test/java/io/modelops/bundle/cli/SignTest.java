package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignTest {
  @TempDir Path temporary;
  private TestRegistry registry;
  private Session session;
  private String bundle;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    registry = TestRegistry.start();
    bundle = registry.host() + "/lab/models:v1";
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("m.py", Session.MODEL).done("init", bundle);
    session.done("push");
    keys("lab");
    keys("other");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private void keys(String name) throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    session.write("../" + name + ".key", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    session.write("../" + name + ".pub", pem("PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  private static String pem(String label, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  private void policy(String file, String scope, boolean required) {
    session.write(
        file,
        "{\"scopes\": [{\"scope\": \"%s\", \"required\": %s, \"keys\": [\"%s\"]}]}"
            .formatted(scope, required, temporary.resolve("lab.pub")));
  }

  @Test
  void whoSignedIsVerifiedByTheKey() {
    assertThat(session.run("verify", bundle, "--key", "../lab.pub").status()).isEqualTo(1);

    Session.Result signed = session.done("sign", bundle, "--key", "../lab.key");

    assertThat(signed.out()).contains("valid        sigstore-bundle", "cosign-simplesigning");
    assertThat(signed.err()).contains("Signed by key sha256:");
    assertThat(session.done("verify", bundle, "--key", "../lab.pub", "--json").json("signatures"))
        .contains("\"verified\": true", "\"state\": \"valid\"");
    assertThat(session.done("verify", bundle, "--key", "../other.pub", "--key", "../lab.pub").err())
        .contains("The bundle is signed.");
    Session.Result other = session.run("verify", bundle, "--key", "../other.pub", "--json");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.json("signatures")).contains("\"verified\": false", "unknown-key");
  }

  @Test
  void provenanceIsSignedBesideAndTellsNoTimeUnlessOneIsGiven() throws IOException {
    Session.Result signed =
        session.done(
            "sign",
            bundle,
            "--key",
            "../lab.key",
            "--provenance",
            "https://a.b/ci",
            "--build-type",
            "https://a.b/push",
            "--parameter",
            "a=b=c",
            "--dependency",
            "git+https://a.b/r?x=y=gitCommit:c27d");

    assertThat(signed.out()).contains("sigstore-bundle https://slsa.dev/provenance/v1");
    assertThat(session.run("sign", bundle, "--key", "../lab.key", "--provenance", "x").status())
        .isEqualTo(2);
    Session timed = session.with(Environment.of(Map.of("SOURCE_DATE_EPOCH", "1"), null));
    assertThat(
            timed
                .done(
                    "sign",
                    bundle,
                    "--key",
                    "../lab.key",
                    "--provenance",
                    "https://a.b/ci",
                    "--build-type",
                    "https://a.b/push")
                .out()
                .lines())
        .hasSize(5);
    assertThat(
            session
                .with(Environment.of(Map.of("SOURCE_DATE_EPOCH", "now"), null))
                .run("sign", bundle, "--key", "../lab.key")
                .status())
        .isEqualTo(2);
  }

  @Test
  void aPolicyRefusesWhatNobodySignedWhoCountsBeforeAnythingIsWritten() {
    String place = registry.host() + "/lab";
    policy("../policy.json", place, true);
    session.done("sign", bundle, "--key", "../other.key");
    for (String[] command :
        new String[][] {
          {"pull", bundle, "../new", "--policy", "../policy.json", "--json"},
          {"copy", bundle, "oci:../copy:v1", "--policy", "../policy.json", "--json"},
          {"ensure", bundle, "../new", "--cache", "../c", "--policy", "../policy.json", "--json"},
          {"inspect", bundle, "--policy", "../policy.json", "--json"}
        }) {
      Session.Result refused = session.run(command);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.json("error")).contains("\"code\": \"not-signed\"", place);
    }
    assertThat(temporary.resolve("new")).doesNotExist();
    assertThat(temporary.resolve("copy")).doesNotExist();

    session.done("sign", bundle, "--key", "../lab.key");

    session.done("pull", bundle, "../new", "--policy", "../policy.json");
    session.done("copy", bundle, "oci:../copy:v1", "--policy", "../policy.json");
    session.done("ensure", bundle, "../worker", "--cache", "../c", "--policy", "../policy.json");
    session.done("verify", bundle, "--policy", "../policy.json");
    assertThat(session.done("verify", "oci:../copy:v1", "--key", "../lab.pub").out())
        .contains("valid");
  }

  @Test
  void theLongestScopeOfTheUsersPolicyCounts() {
    Session home =
        session.with(Environment.of(Map.of("XDG_CONFIG_HOME", temporary + "/config"), null));
    home.done("inspect", bundle);
    String host = registry.host();
    for (String scope : new String[] {"*", host, host + "/lab", host + "/lab/models"}) {
      policy("../config/modelops-bundle/policy.json", scope, true);
      assertThat(home.run("inspect", bundle).status()).as(scope).isEqualTo(1);
    }
    for (String scope : new String[] {host + "/la", host + "/lab/models/x", "other.lab:5000"}) {
      policy("../config/modelops-bundle/policy.json", scope, true);
      home.done("inspect", bundle);
    }
    session.write(
        "../config/modelops-bundle/policy.json",
        """
        {"scopes": [{"scope": "*", "keys": ["../../lab.pub"]},
                    {"scope": "%s/lab", "required": false, "keys": []}]}
        """
            .formatted(host));
    home.done("inspect", bundle);
    assertThat(home.run("inspect", host + "/models:v1").err()).contains("no such bundle");
  }

  @Test
  void whatIsWrongWithKeysAndPoliciesIsTold() {
    session.write("../bad.json", "{\"scopes\": [{\"scop\": \"*\"}]}");
    session.write("../empty.json", "{\"scopes\": [{\"scope\": \"*\", \"keys\": []}]}");
    for (String[] command :
        new String[][] {
          {"sign", bundle},
          {"sign", bundle, "--key", "../none.key"},
          {"sign", bundle, "--key", "../lab.pub"},
          {"sign", bundle, "--key", "../lab.key", "--certificate", "../lab.pub"},
          {"verify", "--key", "../lab.pub"},
          {"verify", bundle, "--key", "../lab.key"},
          {"verify", bundle, "--policy", "../none.json"},
          {"inspect", bundle, "--policy", "../bad.json"},
          {"inspect", bundle, "--policy", "../empty.json"},
          {"inspect", bundle, "--policy", "../lab.key"}
        }) {
      Session.Result result = session.run(command);
      assertThat(result.status()).as(String.join(" ", command) + result.err()).isEqualTo(2);
      assertThat(result.err())
          .contains("error: ", "hint: ")
          .doesNotContain(session.read("../lab.key").lines().toList().get(1));
    }
  }
}
