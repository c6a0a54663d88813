package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.TestRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
  @TempDir Path temporary;
  private TestRegistry registry;
  private Session session;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("models/__init__.py", "").write("models/sir.py", Session.MODEL);
    session.write("data/x.csv", "1,2\n");
    session.done("init", registry.host() + "/lab/models");
    session.done("add", "data");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void pushedBundleCanBeInspected() {
    String pushed = session.done("push", "--json").json("push");
    assertThat(pushed).contains("\"manifestStale\": true", "lab/models:latest");
    assertThat(registry.tags("lab/models")).containsExactly("latest");
    Session elsewhere = Session.in(temporary);
    assertThat(elsewhere.done("inspect", registry.host() + "/lab/models", "--json").json("inspect"))
        .contains("\"id\": \"models.sir:SIR\"", "\"path\": \"data/x.csv\"");
    assertThat(elsewhere.done("inspect", registry.host() + "/lab/models").out())
        .contains("models.sir:SIR  2 files", "data/x.csv");
  }

  @Test
  void manyWarningsAlikeAreCutShortAndDiscoverShowsAll() {
    for (int i = 0; i < 25; i++) {
      session.write("models/broken" + i + ".py", "class (\n"); // four warnings each
    }
    String pushed = session.done("push").err();
    assertThat(pushed.lines().filter(line -> line.startsWith("warning: models/broken")))
        .hasSize(10);
    assertThat(pushed).contains("warning: and 90 more like these; modelops-bundle discover shows");
    String discovered = session.done("discover").err();
    assertThat(discovered.lines().filter(line -> line.startsWith("warning: models/broken")))
        .hasSize(100);
  }

  @Test
  void longListsAreCutShort() {
    for (int i = 0; i < 15; i++) {
      session.write("more/d" + i + ".csv", "1\n").write("models/m" + i + ".py", Session.MODEL);
    }
    session.write("models/__init__.py", "import models.sir\n");
    session.done("add", "more");
    StringBuilder settings = new StringBuilder("[tool.modelops-bundle]\nmodels = [\n");
    for (int i = 0; i < 15; i++) {
      directory("more/d" + i + ".csv").delete();
      settings.append("{class = 'models.m%d:SIR', files = ['models/m%d.py']},\n".formatted(i, i));
    }
    session.write("pyproject.toml", settings.append("]\n").toString());
    String pushed = session.done("push").err();
    assertThat(pushed.lines().filter(line -> line.contains("tracked, but gone"))).hasSize(10);
    assertThat(pushed.lines().filter(line -> line.contains("which its files leave out")))
        .hasSize(10);
    assertThat(pushed)
        .contains("\nand 5 more like these.\n")
        .contains("warning: and 20 more like these; modelops-bundle manifest --json shows all");
    assertThat(session.done("manifest", "--json").json("manifest")).contains("m14:SIR", "m0:SIR");
  }

  private File directory(String path) {
    return session.directory.resolve(path).toFile();
  }

  @Test
  void diffNamesTheProjectAroundADirectoryOnce() {
    session.done("push");
    session.write("data/x.csv", "changed\n");
    String messages = session.done("--project", "data", "diff").err();
    assertThat(messages.lines().filter(line -> line.contains("is part of the project"))).hasSize(1);
  }

  @Test
  void otherLineEndingsAreToldFromOtherChanges() {
    session.write("data/crlf.csv", "1\r\n2\r\n").done("add", "data");
    session.done("push");
    session.done("manifest");
    session.write("data/x.csv", "1,2\r\n").write("data/crlf.csv", "1\n2\n");
    session.write("models/sir.py", Session.MODEL.replace("SIR", "SIS").replace("\n", "\r\n"));
    String status = session.done("status").out();
    assertThat(status)
        .contains("modified  data/x.csv  (line endings only)\n")
        .contains("modified  data/crlf.csv  (line endings only)\n")
        .contains("modified  models/sir.py\n");
    Session.Result diff = session.done("diff");
    assertThat(diff.out())
        .contains("changed  file   data/x.csv  (line endings only)\n")
        .contains("changed  file   models/sir.py\n");
    assertThat(diff.err()).contains("'* -text' in .gitattributes");
    assertThat(session.run("manifest", "--check").out())
        .contains("data/crlf.csv  (line endings only)\n");
    String alike = "\"lineEndings\": [\n    \"data/crlf.csv\",\n    \"data/x.csv\"\n  ]";
    assertThat(session.done("status", "--json").json("status")).contains(alike);
    assertThat(session.done("diff", "--json").json("diff")).contains(alike);
    assertThat(session.run("manifest", "--check", "--json").json("manifest-check")).contains(alike);
    session.write("data/x.csv", "1,3\r\n").write("data/crlf.csv", "1\n2\r\n");
    assertThat(session.done("status").out())
        .contains("modified  data/crlf.csv  (line endings only)\n")
        .contains("modified  data/x.csv\n");
  }

  @Test
  void dataThatSourcesMentionAndThatIsLeftOutIsNamed() {
    session.write("data/more.csv", "3\n").write("data/y z.csv", "4\n");
    session.write(
        "models/sir.py", Session.MODEL + "X = 'data/x.csv', 'data/more.csv', 'data/y z.csv'\n");
    assertThat(session.done("push").err())
        .contains("data/more.csv, which models/sir.py:7 mentions, is not in the bundle.\n")
        .contains("hint: if a model needs it: modelops-bundle add data/more.csv 'data/y z.csv'\n")
        .doesNotContain("data/x.csv");
    session.done("add", "data");
    assertThat(session.done("push", "--dry-run").err()).doesNotContain("mentions");
  }

  @Test
  void advisedPathsCountFromTheWorkingDirectory() {
    session.write("data/y z.csv", "4\n").done("remove", "data/x.csv");
    session.write("models/sir.py", Session.MODEL + "X = 'data/x.csv', 'data/y z.csv'\n");
    assertThat(session.at("data").done("push", "--dry-run").err())
        .contains("hint: if a model needs it: modelops-bundle add x.csv 'y z.csv'\n");
    session.at("data").done("add", "x.csv", "y z.csv");
  }

  @Test
  void layoutWithoutTheBundleIsNotAskedForPermission() {
    Session.Result missing = session.run("inspect", "oci:../nowhere:v1");
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("hint: check the directory and the tag\n");
  }

  @Test
  void bundleWithoutModelsIsAWarning() {
    session.write("models/sir.py", "");
    assertThat(session.done("push").err())
        .contains("warning: no class is a model, so no model is in the bundle");
    session.write("pyproject.toml", "[tool.modelops-bundle]\nmodels = []\n");
    assertThat(session.done("push", "-n").err()).contains("warning: models = [] in pyproject.toml");
    session.write("models/sir.py", Session.MODEL);
    assertThat(session.done("push").err()).contains("warning: models = [] in pyproject.toml");
    session.write("pyproject.toml", "");
    assertThat(session.done("push").err()).doesNotContain("warning");
  }

  @Test
  void dryRunSendsNothing() {
    String plan = session.done("push", "--dry-run", "--json").json("push-dry-run");
    assertThat(plan).contains("\"remote\": null");
    assertThat(session.done("push", "-n").out()).containsPattern("would send .* manifest.json");
    assertThat(registry.count("POST", "") + registry.count("PUT", "")).isZero();
    assertThat(registry.tags("lab/models")).isEmpty();
  }

  @Test
  void tagOptionReplacesTheTag() {
    session.done("push", "--tag", "v1.0.0");
    session.done("push", registry.host() + "/lab/models:x", "--tag=v2");
    assertThat(registry.tags("lab/models")).containsExactly("v1.0.0", "v2");
    Session.Result wrong = session.run("push", "--tag", "v 1");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("not a valid tag: v 1");
  }

  @Test
  void digestIsNoPlaceToPushTo() {
    String digest = "@sha256:" + "0".repeat(64);
    Session.Result wrong = session.run("push", registry.host() + "/lab/models" + digest);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--tag");
  }

  @Test
  void staleManifestIsSaidAndDoesNotMatter() {
    session.done("manifest");
    assertThat(session.done("push").err()).doesNotContain("manifest.json");
    session.write("data/x.csv", "3\n");
    assertThat(session.done("push").err())
        .contains("manifest.json is out of date; the bundle gets");
    assertThat(session.run("manifest", "--check").status()).isEqualTo(1);
  }

  @Test
  void manifestOfAnotherProgramIsNotForTheNextStepToReplace() throws IOException {
    assertThat(session.done("push").err()).contains("There is no manifest.json; the bundle gets");
    session.write("manifest.json", "{\"name\": \"a web page\"}");
    assertThat(session.done("push").err()).contains("manifest.json is not that of a bundle");
    Session.Result status = session.done("status");
    assertThat(status.out()).contains("  manifest.json is not that of a bundle\n");
    assertThat(status.err()).contains("next: move manifest.json away");
    assertThat(session.run("manifest").status()).isEqualTo(1);
    Files.delete(session.directory.resolve("manifest.json"));
    session.done("manifest");
    session.write("manifest.json", session.read("manifest.json").replace("1.0", "9.0"));
    assertThat(session.done("status").err()).contains("next: modelops-bundle manifest\n");
    session.done("manifest");
  }

  @Test
  void trackedFileThatIsGoneLeavesTheBundleNotUnnoticed() throws IOException {
    session.done("push");
    Files.delete(session.directory.resolve("data/x.csv"));
    assertThat(session.done("push", "-n").err()).contains("data/x.csv is tracked, but gone");
    assertThat(session.done("push").err()).contains("data/x.csv is tracked, but gone");
    assertThat(session.done("push").err()).doesNotContain("gone");
  }

  @Test
  void tagThatSomebodyMovedIsRefusedUnlessForced() throws IOException {
    session.done("push");
    Session other = Session.in(Files.createDirectory(temporary.resolve("other")));
    other.write("m.py", Session.MODEL).done("init", registry.host() + "/lab/models");
    other.done("push", "--force");
    session.write("data/x.csv", "3\n");
    Session.Result refused = session.run("push", "--json");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.json("error"))
        .contains(
            "\"code\": \"tag-moved\"", "the same command with --force replaces what is there");
    String reference = registry.host() + "/lab/models:latest";
    assertThat(session.run("push").err())
        .contains("error: " + reference + " holds another bundle, which was not pushed from here\n")
        .contains("hint: modelops-bundle diff " + reference + " shows the differences");
    assertThat(session.done("diff", reference).out()).contains("models.sir:SIR");
    assertThat(session.done("status").err())
        .contains("next: modelops-bundle diff shows the differences; pull brings what is there");
    assertThat(session.done("status").out()).contains("diverged");
    session.done("push", "--force");
    assertThat(session.done("status", "--json").json("status")).contains("\"in-sync\"");
  }

  @Test
  void onlyOneOfTwoPushesAtOnceSaysThatItIsDone() throws IOException {
    Session other = Session.in(Files.createDirectory(temporary.resolve("other")));
    other.write("m.py", Session.MODEL).done("init", registry.host() + "/lab/models");
    registry
        .on("PUT", "/manifests/latest")
        .nth(1)
        .change(
            created -> {
              other.done("push", "--force");
              return created;
            });
    Session.Result overtaken = session.run("push");
    assertThat(overtaken.status()).isEqualTo(1);
    assertThat(overtaken.err())
        .contains("/lab/models:latest holds another bundle, which was not pushed from here\n");
    assertThat(session.done("inspect", registry.host() + "/lab/models").out()).contains("m:SIR");
  }

  @Test
  void pushAsksForOneToken() {
    registry.requireToken();
    session.done("push", "--dry-run");
    session.done("push");
    assertThat(registry.tokensIssued()).isEqualTo(2);
    session.write("data/x.csv", "3\n").done("push");
    session.done("push");
    assertThat(registry.tokensIssued()).isEqualTo(4);
  }

  @Test
  void dryRunForetellsTheRefusalAndItsStatus() throws IOException {
    session.done("push");
    Session other = Session.in(Files.createDirectory(temporary.resolve("other")));
    other.write("m.py", Session.MODEL).done("init", registry.host() + "/lab/models");
    Session.Result plan = other.run("push", "--dry-run");
    assertThat(plan.status()).isEqualTo(1);
    assertThat(plan.err())
        .contains("push would be refused: diverged", "command with --force replaces what is there")
        .doesNotContain("next:");
    assertThat(other.run("push", "--dry-run", "--json").json("push-dry-run"))
        .contains("\"state\": \"diverged\"", "\"refused\": true");
    assertThat(other.run("push").status()).isEqualTo(1);
    assertThat(other.done("push", "--dry-run", "--force").err())
        .contains("the tag would move", "next: modelops-bundle push --force");
  }

  @Test
  void dryRunOfWhatIsThereAdvisesNothing() {
    String reference = registry.host() + "/lab/models";
    assertThat(session.done("push", "-n", reference, "--tag", "v1").err())
        .contains("the tag would be new", "next: modelops-bundle push " + reference + " --tag v1");
    session.done("push");
    assertThat(session.done("push", "-n").err())
        .contains("Nothing to push")
        .doesNotContain("next:");
  }

  @Test
  void withoutAReferenceTheWayToOneIsNamed() throws IOException {
    Session other = Session.in(Files.createDirectory(temporary.resolve("other")));
    other.write("m.py", Session.MODEL).done("init");
    Session.Result result = other.run("push");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("modelops-bundle init REF", "push REF");
  }

  @Test
  void mistypedKeyOfPyprojectWarns() throws IOException {
    Session other = Session.in(Files.createDirectory(temporary.resolve("other")));
    other.write("m.py", Session.MODEL).done("init");
    other.write("pyproject.toml", "[tool.modelops-bundle]\nregistri = 'localhost:5555/x'\n");
    assertThat(other.run("push").err()).contains("nothing says where", "did you mean registry?");
    assertThat(other.done("push", registry.host() + "/lab/x").err()).contains("registri");
  }

  @Test
  void unreachableRegistryFailsThePushAndNotTheStatus() {
    session.done("push");
    session.write("data/x.csv", "3\n");
    registry.close();
    Session.Result push = session.run("push", "--json");
    assertThat(push.status()).isEqualTo(3);
    push.json("error");
    assertThat(session.done("status", "--json").json("status"))
        .contains("\"state\": \"unknown\"", "\"state\": \"modified\"");
  }

  @Test
  void layoutDirectoryIsPushedToAndInspectedWithoutAServer() {
    session.done("push", "oci:build/bundle:v1");
    assertThat(session.directory.resolve("build/bundle/oci-layout")).exists();
    assertThat(session.done("inspect", "oci:build/bundle:v1").out()).contains("models.sir:SIR");
    assertThat(session.at("models").done("inspect", "oci:../build/bundle:v1").out())
        .contains("models.sir:SIR");
  }

  @Test
  void absentBundleIsSaid() {
    Session.Result absent = session.run("inspect", registry.host() + "/lab/none", "--json");
    assertThat(absent.status()).isEqualTo(3);
    assertThat(absent.json("error")).contains("not-found");
  }

  @Test
  void differencesByModelAndFile() {
    session.done("push", "--tag", "v1");
    session.done("push");
    session.write("models/sir.py", Session.MODEL + "\n").write("models/b.py", Session.MODEL);
    String reference = registry.host() + "/lab/models";
    String here = session.done("diff", "--json").json("diff");
    assertThat(here).contains("\"reference\": null", "models.b:SIR", "models.sir:SIR");
    session.done("push");
    Session.Result two = session.done("diff", reference + ":v1", reference);
    assertThat(two.out()).contains("added    model  models.b:SIR", "changed  file   models/sir.py");
    assertThat(session.done("diff").err()).contains("No difference");
  }

  @Test
  void fileThatIsGoneBeforeItWasPushedIsNoDifference() throws IOException {
    session.done("push");
    session.write("data/y.csv", "2\n").done("add", "data/y.csv");
    Files.delete(session.directory.resolve("data/y.csv"));
    assertThat(session.done("diff").err()).contains("No difference");
    assertThat(session.done("status").out()).contains("deleted   data/y.csv");
    session.done("push");
    assertThat(session.done("status").out()).doesNotContain("y.csv");
  }

  @Test
  void removalByOthersIsADifferenceAndStopsThePush() throws IOException {
    session.done("push");
    Session other = Session.in(Files.createDirectory(temporary.resolve("other")));
    other.write("models/__init__.py", "").write("models/sir.py", Session.MODEL);
    other.done("init", registry.host() + "/lab/models");
    other.done("push", "--force");
    assertThat(session.done("status").out()).contains("behind: somebody else pushed since");
    assertThat(session.done("diff").out()).contains("added    file   data/x.csv");
    assertThat(session.run("push").status()).isEqualTo(1);
    assertThat(session.read("data/x.csv")).isEqualTo("1,2\n");
  }

  @Test
  void cloneWithoutStatePushesWhereItIsTold() throws IOException {
    session.done("manifest");
    Session clone = Session.in(Files.createDirectory(temporary.resolve("clone")));
    for (String file : new String[] {"models/__init__.py", "models/sir.py", "manifest.json"}) {
      clone.write(file, session.read(file));
    }
    clone.write("data/x.csv", session.read("data/x.csv")).write("pyproject.toml", "");
    clone.done("manifest", "--check");
    clone.done("push", registry.host() + "/lab/models", "--tag", "ci");
    assertThat(registry.tags("lab/models")).containsExactly("ci");
    assertThat(clone.run("push").status()).isEqualTo(2);
  }
}
