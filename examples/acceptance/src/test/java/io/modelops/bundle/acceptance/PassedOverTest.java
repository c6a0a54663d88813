package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Selection;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.TrackingChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What adding a directory or a pattern passes over, and what is tracked all the same. */
class PassedOverTest {
  private static final AddOptions DEFAULTS = AddOptions.defaults();
  private static final String KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n";

  private static final String MODEL =
      "class M:\n  def simulate(self): pass\n  def parameters(self): pass\n";

  @TempDir Path root;

  private Tree tree;

  @BeforeEach
  void create() {
    tree = new Tree(root);
  }

  private static Omission file(String path, Cause cause) {
    return new Omission(path, false, cause);
  }

  private static Omission directory(String path, Cause cause) {
    return new Omission(path, true, cause);
  }

  @Test
  void whatGitIgnoresIsLeftOutOfTheWholeProjectAndSaid() {
    Workspace workspace =
        tree.files("a.csv", "raw/patients.csv", "x.tmp", "deep/y.tmp", "deep/keep.tmp")
            .write(".gitignore", "raw/\n*.tmp\n")
            .write("deep/.gitignore", "!keep.tmp\n")
            .workspace();
    TrackingChange change = workspace.add(List.of("."));
    assertThat(change.changed())
        .containsExactly(".gitignore", "a.csv", "deep/.gitignore", "deep/keep.tmp");
    assertThat(change.omissions())
        .containsExactly(
            file("deep/y.tmp", Cause.GITIGNORED),
            directory("raw", Cause.GITIGNORED),
            file("x.tmp", Cause.GITIGNORED));
    assertThat(change.ignored()).isEmpty();
    assertThat(workspace.status().untracked()).isEmpty();
  }

  @Test
  void whatGitIgnoresIsAddedWhereItIsNamed() {
    Workspace workspace =
        tree.files("raw/patients.csv", "raw/.env", "data/a.bin")
            .write(".gitignore", "raw/\n*.bin\n")
            .workspace();
    assertThat(workspace.add(List.of("data/a.bin")).changed()).containsExactly("data/a.bin");
    TrackingChange change = workspace.add(List.of("raw"));
    assertThat(change.changed()).containsExactly("raw/patients.csv");
    assertThat(change.omissions()).containsExactly(file("raw/.env", Cause.SECRET));
    workspace.remove(List.of("."));
    assertThat(workspace.add(List.of("raw/patients.csv")).changed()).hasSize(1);
    assertThat(workspace.add(List.of("raw/.env")).ignored()).containsExactly("raw/.env");
  }

  @Test
  void patternSweepsAsADirectoryDoes() {
    Workspace workspace = tree.files("a.csv", "b.csv").write(".gitignore", "b.csv\n").workspace();
    TrackingChange change = workspace.add(List.of("*.csv"));
    assertThat(change.changed()).containsExactly("a.csv");
    assertThat(change.omissions()).containsExactly(file("b.csv", Cause.GITIGNORED));
    assertThat(workspace.add(List.of("b.*")).unmatched()).isEmpty();
    assertThat(workspace.tracked()).containsExactly("a.csv");
  }

  @Test
  void gitsRulesAreSwitchedOffByTheCallOrByTheSettings() {
    Workspace workspace = tree.files("a.tmp").write(".gitignore", "*.tmp\n").workspace();
    assertThat(workspace.add(List.of("."), DEFAULTS.withoutGitIgnore()).changed())
        .contains("a.tmp");
    workspace.remove(List.of("."));
    assertThat(workspace.status().untracked()).doesNotContain("a.tmp");
    tree.write("pyproject.toml", "[tool.modelops-bundle]\ngitignore = false\n");
    assertThat(workspace.status().untracked()).contains("a.tmp");
    assertThat(workspace.add(List.of(".")).changed()).contains("a.tmp");
  }

  @Test
  void statusSeesAChangeOfTheSettingThatLeavesTheDirectoryAsItWas() {
    Workspace workspace =
        tree.files("a.tmp")
            .write(".gitignore", "*.tmp\n")
            .write("pyproject.toml", "[tool.modelops-bundle]\ngitignore = true\n")
            .workspace();
    assertThat(workspace.status().untracked()).doesNotContain("a.tmp");
    assertThat(workspace.status().untracked()).doesNotContain("a.tmp");
    tree.write("pyproject.toml", "[tool.modelops-bundle]\ngitignore = false\n");
    assertThat(workspace.status().untracked()).contains("a.tmp");
  }

  @Test
  void statusCallsUntrackedWhatWouldBeAdded() {
    Workspace workspace = tree.write("notes.txt", KEY).write("a.csv", "1\n").workspace();
    List<String> untracked = workspace.status().untracked();
    assertThat(untracked).contains("a.csv").doesNotContain("notes.txt");
    assertThat(workspace.status().untracked()).as("from the index").isEqualTo(untracked);
    tree.write("a.csv", KEY).write("notes.txt", "a note\n");
    assertThat(workspace.status().untracked()).contains("notes.txt").doesNotContain("a.csv");
    assertThat(workspace.add(List.of(".")).omissions()).contains(file("a.csv", Cause.SECRET));
    assertThat(workspace.status().untracked()).isEmpty();
  }

  @Test
  void secretsThatPatternsOfAModelMatchAreLeftOutUnlessTheyWereAdded() {
    String settings =
        "[tool.modelops-bundle]\nmodels = [{class = 'm:M', files = ['*.py', 'd/*']}]\n";
    Workspace workspace =
        tree.write("m.py", MODEL)
            .write("d/notes.txt", KEY)
            .write("d/a.csv", "1\n")
            .write("pyproject.toml", settings)
            .workspace();
    Selection selection = tree.bundle().discover().select();
    assertThat(selection.manifest().content().files())
        .containsOnlyKeys("d/a.csv", "m.py", "pyproject.toml");
    assertThat(selection.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo("secret-left-out");
              assertThat(issue.line()).isEqualTo(2);
              assertThat(issue.message()).contains("d/notes.txt");
            });
    assertThat(workspace.status().tracked()).hasSize(3);
    tree.write("d/a.csv", KEY);
    assertThat(workspace.status().tracked()).as("after a change").hasSize(2);
    workspace.add(List.of("d/notes.txt"), DEFAULTS.withForce());
    Selection added = tree.bundle().discover().select();
    assertThat(added.manifest().content().files())
        .containsOnlyKeys("d/notes.txt", "m.py", "pyproject.toml");
  }

  @Test
  void secretThatAModelNamesIsRefused() {
    tree.write("m.py", MODEL).write("d/notes.txt", KEY);
    tree.write(
        "pyproject.toml",
        "[tool.modelops-bundle]\nmodels = [{class = 'm:M', files = ['*.py', 'd/notes.txt']}]\n");
    assertThatThrownBy(() -> tree.bundle().discover().select())
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.code()).isEqualTo("files-ignored"))
        .hasMessageContaining("'d/notes.txt': it looks like a secret");
  }

  @Test
  void rulesOfTheRepositoryAroundTheProjectHold() throws IOException {
    Files.createDirectories(root.resolve(".git"));
    tree.write(".gitignore", "/studies/flu/raw/\n*.tmp\n").write("studies/.gitignore", "*.log\n");
    Tree project = new Tree(root.resolve("studies/flu"));
    project.files("raw/patients.csv", "a.tmp", "b.log", "c.csv");
    Workspace workspace = project.workspace();
    TrackingChange change = workspace.add(List.of("."));
    assertThat(change.changed()).containsExactly(".gitignore", "c.csv");
    assertThat(change.omissions())
        .containsExactly(
            file("a.tmp", Cause.GITIGNORED),
            file("b.log", Cause.GITIGNORED),
            directory("raw", Cause.GITIGNORED));
    tree.write("studies/.gitignore", "");
    assertThat(workspace.status().untracked()).containsExactly("b.log");
  }

  @Test
  void whatModelopsignoreIncludesIsAddedThoughGitIgnoresIt() {
    Workspace workspace =
        tree.files("raw/a.csv", ".env.example", "b.tmp")
            .write(".gitignore", "raw/\n.env.*\n*.tmp\n")
            .write(".modelopsignore", "!raw/\n")
            .workspace();
    assertThat(workspace.add(List.of(".")).changed())
        .containsExactly(".gitignore", ".modelopsignore", "raw/a.csv");
  }

  @Test
  void whatGitIncludesIsNoReasonToAddASecret() {
    Workspace workspace =
        tree.files(".env", "a.csv").write(".gitignore", "*\n!*.csv\n!.env\n").workspace();
    TrackingChange change = workspace.add(List.of("."));
    assertThat(change.changed()).containsExactly("a.csv");
    assertThat(change.omissions()).contains(file(".env", Cause.SECRET));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        ".env",
        "prod.env",
        "service-account.json",
        "service-account-prod.json",
        "credentials.json",
        "client_secret.json",
        "client_secret_12.apps.json",
        "kubeconfig",
        "terraform.tfstate",
        "terraform.tfstate.backup",
        ".s3cfg",
        ".databrickscfg",
        ".vault-token",
        ".htpasswd",
        ".streamlit/secrets.toml",
        "id_rsa",
        "tls.key"
      })
  void secretIsKnownByItsName(String name) {
    Workspace workspace = tree.files("x/" + name, "x/a.csv").workspace();
    TrackingChange change = workspace.add(List.of("x"));
    assertThat(change.changed()).containsExactly("x/a.csv");
    assertThat(change.omissions()).containsExactly(file("x/" + name, Cause.SECRET));
    assertThat(workspace.add(List.of("x/" + name)).ignored()).containsExactly("x/" + name);
    assertThat(workspace.add(List.of("x/" + name), DEFAULTS.withForce()).changed()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        KEY,
        "-----BEGIN PRIVATE KEY-----\nMIIE\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ\n",
        "Bag Attributes\r\n    localKeyID: 01\r\n-----BEGIN RSA PRIVATE KEY-----\r\nMI",
        "\uFEFF-----BEGIN EC PRIVATE KEY-----\n",
        "PuTTY-User-Key-File-3: ssh-ed25519\n",
        "# created: 2024\n# public key: age1\nAGE-SECRET-KEY-1QQ\n",
        "{ \"type\": \"service_account\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMI\" }"
      })
  void privateKeyIsKnownByItsFirstBytes(String content) {
    Workspace workspace = tree.write("backup.txt", content).files("a.csv").workspace();
    assertThat(workspace.add(List.of("backup.txt")).ignored()).containsExactly("backup.txt");
    TrackingChange change = workspace.add(List.of("."));
    assertThat(change.changed()).containsExactly(".gitignore", "a.csv");
    assertThat(change.omissions()).contains(file("backup.txt", Cause.SECRET));
    assertThat(workspace.add(List.of("backup.txt"), DEFAULTS.withForce()).changed()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "-----BEGIN CERTIFICATE-----\nMI\n",
        "-----BEGIN PUBLIC KEY-----\nMI\n",
        "HEADER = '-----BEGIN PRIVATE KEY-----'\n",
        "{ \"private_key\": null }",
        ""
      })
  void whatIsNoPrivateKeyIsAdded(String content) {
    Workspace workspace = tree.write("backup.txt", content).workspace();
    assertThat(workspace.add(List.of("backup.txt")).changed()).containsExactly("backup.txt");
  }

  @Test
  void whatIsTrackedStaysSoThoughItIsAKeyNow() {
    Workspace workspace = tree.files("a.txt").workspace();
    workspace.add(List.of("a.txt"));
    tree.write("a.txt", KEY);
    assertThat(workspace.add(List.of(".")).unchanged()).containsExactly("a.txt");
  }

  @Test
  void directoriesThatAreNotTheProjectsOwnAreLeftOut() {
    Workspace workspace =
        tree.files("env/conda-meta/history", "env/lib/os.py", "v/pyvenv.cfg", "v/lib/os.py")
            .files("out/oci-layout", "out/index.json", "out/blobs/sha256/ab", "oci-layout.md")
            .files("sub/.modelops-bundle/state-1", "sub/b.csv", "a.csv")
            .workspace();
    TrackingChange change = workspace.add(List.of("."));
    assertThat(change.changed()).containsExactly(".gitignore", "a.csv", "oci-layout.md");
    assertThat(change.omissions())
        .containsExactly(
            directory("env", Cause.ENVIRONMENT),
            directory("out", Cause.LAYOUT),
            directory("sub", Cause.BUNDLE),
            directory("v", Cause.ENVIRONMENT));
    for (String named : List.of("env", "out/blobs", "sub/b.csv")) {
      assertThat(workspace.add(List.of(named)).ignored()).containsExactly(named);
    }
    assertThat(workspace.add(List.of("sub"), DEFAULTS.withForce()).changed())
        .containsExactly("sub/b.csv");
  }

  @Test
  void linksAndPipesAreCounted() throws Exception {
    Programs.require("mkfifo");
    Workspace workspace = tree.files("a.csv", "d/b").workspace();
    Files.createSymbolicLink(tree.path("link"), tree.path("a.csv"));
    Files.createSymbolicLink(tree.path("linked"), tree.path("d"));
    Programs.run("mkfifo", tree.path("pipe").toString());
    assertThat(workspace.add(List.of(".")).omissions())
        .containsExactly(
            file("link", Cause.LINK), file("linked", Cause.LINK), file("pipe", Cause.SPECIAL));
  }

  @Test
  void dryRunAnswersAsAddWouldAndChangesNothing() {
    Workspace workspace =
        tree.files("a.csv", "b.tmp", "c.csv").write(".gitignore", "*.tmp\n").workspace();
    workspace.add(List.of("c.csv"));
    TrackingChange planned = workspace.add(List.of("."), DEFAULTS.withDryRun());
    assertThat(workspace.tracked()).containsExactly("c.csv");
    assertThat(workspace.add(List.of("."))).isEqualTo(planned);
    assertThat(planned.changed()).containsExactly(".gitignore", "a.csv");
  }

  @Test
  void fileThatBecameADirectoryMakesRoomForItsFilesAndTheReverse() throws IOException {
    Workspace workspace = tree.files("a/x", "a/y", "b", "other").workspace();
    workspace.add(List.of("a", "b", "other"));
    Files.delete(tree.path("a/x"));
    Files.delete(tree.path("a/y"));
    Files.delete(tree.path("a"));
    Files.delete(tree.path("b"));
    Files.delete(tree.path("other"));
    tree.files("a", "b/z");
    TrackingChange change = workspace.add(List.of("a", "b"));
    assertThat(change.changed()).containsExactly("a", "b/z");
    assertThat(change.replaced()).containsExactly("a/x", "a/y", "b");
    assertThat(workspace.tracked()).containsExactly("a", "b/z", "other");
  }

  @Test
  void nameThatChangedInCaseMakesRoom() throws IOException {
    Workspace workspace = tree.files("Foo.csv", "Data/x.csv").workspace();
    workspace.add(List.of("Foo.csv", "Data"));
    Files.move(tree.path("Foo.csv"), tree.path("foo.csv"));
    Files.move(tree.path("Data"), tree.path("data"));
    tree.files("data/y.csv");
    assertThat(workspace.add(List.of("foo.csv")).replaced()).containsExactly("Foo.csv");
    assertThat(workspace.add(List.of("data/y.csv")).replaced()).containsExactly("Data/x.csv");
    assertThat(workspace.tracked()).containsExactly("data/y.csv", "foo.csv");
  }

  @Test
  void whatIsStillThereMakesNoRoom() throws IOException {
    Workspace workspace = tree.files("a/x").workspace();
    workspace.add(List.of("a"));
    Files.createDirectories(tree.path("A"));
    tree.files("A/z");
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> workspace.add(List.of("A/z")))
        .withMessageContainingAll("'A'", "'a'");
    assertThat(workspace.tracked()).containsExactly("a/x");
  }
}
