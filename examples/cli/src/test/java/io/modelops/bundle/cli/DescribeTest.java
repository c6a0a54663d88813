package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeTest {
  private static final String BUNDLE = "oci:bundle:v1";

  private static final String MODEL =
      """
      import numpy as np
      import sklearn.linear_model

      class SIR:
          "An epidemic."

          def __init__(self, beta=0.3):
              pass

          def parameters(self):
              return {}

          def simulate(self, seed=1):
              return np.zeros(3)
      """;

  private static final String PROJECT =
      """
      [project]
      name = "city-flu"
      version = "1.2.0"
      description = "Influenza in a city."
      license = "Apache-2.0"
      authors = [{ name = "Ada Lovelace", email = "ada@example.org" }]
      dependencies = ["numpy>=1.26", "scikit-learn"]
      """;

  private static final String CITATION =
      """
      cff-version: 1.2.0
      title: "Influenza in a city: an example"
      authors:
        - family-names: Lovelace
          given-names: Ada
          orcid: https://orcid.org/0000-0002-1825-0097
        - name: The Analytical Engine Society
      date-released: 2026-01-31
      version: 0.9.0
      """;

  @TempDir Path temporary;
  private Session session;

  @BeforeEach
  void push() throws IOException {
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session
        .write("models/naïve sir.py", "")
        .write("models/__init__.py", "")
        .write("models/sir.py", MODEL)
        .write("pyproject.toml", PROJECT)
        .done("init", BUNDLE);
    session.done("add", "models");
    session.done("push");
  }

  private Path fetched(String file, String listed) {
    String digest = digest(listed.lines().filter(line -> line.endsWith(file)).findFirst());
    session.done("referrers", BUNDLE, "--fetch", digest, "-o", file);
    return session.directory.resolve(file);
  }

  private static String digest(Optional<String> line) {
    return line.map(each -> each.substring(0, each.indexOf(' '))).orElseThrow();
  }

  @Test
  void inspectShowsParametersAndRequirementsOfADescribedBundle() {
    assertThat(session.done("inspect", BUNDLE).out()).doesNotContain("beta");

    session.done("describe");

    Session.Result inspected = session.done("inspect", BUNDLE);
    assertThat(inspected.out())
        .contains("    parameters: beta = 0.3\n", "    needs: numpy>=1.26, scikit-learn\n");
    assertThat(inspected.err()).contains("2 manifests refer to it");
    assertThat(session.done("inspect", BUNDLE, "--json").json("inspect")).contains("\"beta\"");
  }

  @Test
  void diffOfTwoDescribedBundlesShowsChangedParameters() {
    session.done("describe", BUNDLE);
    session.write("models/sir.py", MODEL.replace("beta=0.3", "beta=0.25"));
    session.done("push", "oci:bundle:v2");
    assertThat(session.done("diff", BUNDLE).out()).contains("parameter beta: default 0.3 -> 0.25");
    assertThat(session.done("diff", BUNDLE, "oci:bundle:v2").out()).doesNotContain("beta");

    session.done("describe", "oci:bundle:v2");

    assertThat(session.done("diff", BUNDLE, "oci:bundle:v2").out())
        .contains("parameter beta: default 0.3 -> 0.25");
    assertThat(session.done("diff", BUNDLE, "oci:bundle:v2", "--json").json("diff"))
        .contains("parameter beta: default 0.3 -> 0.25");
  }

  @Test
  void theDateOfTheBuildIsThatOfTheResearchObject() {
    Session dated = session.with(Environment.of(Map.of("SOURCE_DATE_EPOCH", "1767225600"), null));
    String crate = digest(dated.done("describe").out().lines().skip(2).findFirst());
    assertThat(dated.done("referrers", BUNDLE, "--fetch", crate).out())
        .contains("\"datePublished\": \"2026-01-01\"");
    Session.Result wrong =
        session.with(Environment.of(Map.of("SOURCE_DATE_EPOCH", "noon"), null)).run("describe");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("SOURCE_DATE_EPOCH: no number of seconds");
  }

  @Test
  void whatIsNotTheProjectIsNotDescribed() {
    session.write("models/sir.py", MODEL + "\n");
    Session.Result refused = session.run("describe");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("is not what the project is now", "push first");
    assertThat(session.done("referrers", BUNDLE).out()).isEmpty();
  }

  @Test
  void describingAgainReplacesWhatWasSaidBefore() {
    Session.Result first = session.done("describe", "--date", "2026-01-31");
    assertThat(session.done("describe", "--date", "2026-01-31").out()).isEqualTo(first.out());
    session.done("describe", "--date", "2026-02-01", "--json").json("describe");
    assertThat(session.done("referrers", BUNDLE).out().lines()).hasSize(3);
    String crate = digest(first.out().lines().skip(2).findFirst());
    assertThat(session.done("referrers", BUNDLE).out()).doesNotContain(crate);
  }

  @Test
  void researchObjectsAreValidToTheirOwnTools() throws IOException {
    Programs.require("node", "validator.js");
    session.write("CITATION.cff", CITATION);
    Path crate = fetched("ro-crate-metadata.json", session.done("describe").out());
    assertThat(crate)
        .content()
        .contains("\"Influenza in a city: an example\"", "\"1.2.0\"", "\"2026-01-31\"")
        .contains("https://orcid.org/0000-0002-1825-0097", "The Analytical Engine Society")
        .contains("https://spdx.org/licenses/Apache-2.0", "models/na%C3%AFve%20sir.py")
        .doesNotContain("ada@example.org");
    Path script = temporary.resolve("check.js");
    Files.writeString(
        script,
        """
        globalThis.fetch = () => { throw new Error("no network"); };
        const {Validator} = require(process.argv[2]);
        const {readFileSync} = require("fs");
        const validator = new Validator();
        validator.parseJSON(readFileSync(process.argv[3], "utf8"));
        validator.crate.resolveContext().then(() => {
          validator.rootDataEntity();
          for (const each of validator.results)
            if (each.status === "error") console.log(each.id, each.message);
          const beta = validator.crate.getEntity("#model/models.sir:SIR/beta");
          console.log(validator.crate.rootDataset.hasPart.length, beta.defaultValue[0]);
        });
        """);
    String validator = Programs.find("validator.js").orElseThrow().toString();
    assertThat(Programs.run("node", script.toString(), validator, crate.toString()))
        .isEqualTo("4 0.3");
  }

  @Test
  void billsOfMaterialsAreValid() throws IOException {
    String schema = "bom-1.6.SNAPSHOT.schema.json";
    Programs.require(schema);
    Path directory = Objects.requireNonNull(Programs.find(schema).orElseThrow().getParent());
    session.write("uv.lock", "version = 1\n[[package]]\nname = \"numpy\"\nversion = \"2.1.0\"\n");
    Path bom = fetched("bom.cdx.json", session.done("describe").out());
    assertThat(errors(directory, schema, Files.readString(bom))).isEmpty();
    assertThat(bom).content().contains("pkg:pypi/numpy@2.1.0", "\"pkg:pypi/scikit-learn\"");
    assertThat(errors(directory, schema, Files.readString(bom).replace("\"library\"", "1")))
        .isNotEmpty();
  }

  private static List<String> errors(Path directory, String schema, String document) {
    String place = "http://cyclonedx.org/schema/";
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            builder ->
                builder.schemas(
                    iri ->
                        iri.startsWith(place)
                            ? read(directory.resolve(iri.substring(place.length())))
                            : null));
    return registry
        .getSchema(read(directory.resolve(schema)), InputFormat.JSON)
        .validate(document, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
