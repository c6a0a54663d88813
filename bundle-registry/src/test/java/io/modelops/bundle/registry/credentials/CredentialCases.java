package io.modelops.bundle.registry.credentials;

import static io.modelops.bundle.registry.credentials.CredentialCase.ERROR;
import static io.modelops.bundle.registry.credentials.CredentialCase.NONE;
import static io.modelops.bundle.registry.credentials.CredentialCase.auth;
import static io.modelops.bundle.registry.credentials.CredentialCase.auths;
import static io.modelops.bundle.registry.credentials.CredentialCase.given;

import java.util.List;
import java.util.stream.Stream;

/** The forms that the pages of config.json and containers-auth.json allow. */
final class CredentialCases {
  private static final String DOCKER = "~/.docker/config.json";
  private static final String PODMAN = "~/.config/containers/auth.json";
  private static final String RUNTIME = "~/run/containers/auth.json";
  private static final String LEGACY = "~/.dockercfg";
  private static final String ANN = auth("ann:pw");
  private static final String BOB = auth("bob:pw");
  private static final String HELPED = "printf '{\"Username\":\"'$(cat)'\",\"Secret\":\"pw\"}'";

  private CredentialCases() {}

  static Stream<CredentialCase> all() {
    return Stream.of(
            places(),
            order(),
            keys(),
            hub(),
            EntryCases.entries(),
            helpers(),
            EntryCases.malformed())
        .flatMap(List::stream);
  }

  private static String ann() {
    return auths("h.example", ANN);
  }

  private static String bob() {
    return auths("h.example", BOB);
  }

  private static List<CredentialCase> places() {
    return List.of(
        given("no file"),
        given("docker's file").file(DOCKER, ann()).gives("ann:pw"),
        given("DOCKER_CONFIG")
            .file("~/d/config.json", ann())
            .variable("DOCKER_CONFIG", "~/d")
            .gives("ann:pw"),
        given("podman's file").file(PODMAN, ann()).gives("ann:pw"),
        given("XDG_CONFIG_HOME")
            .file("~/c/containers/auth.json", ann())
            .variable("XDG_CONFIG_HOME", "~/c")
            .gives("ann:pw"),
        given("XDG_RUNTIME_DIR")
            .file(RUNTIME, ann())
            .variable("XDG_RUNTIME_DIR", "~/run")
            .gives("ann:pw"),
        given("XDG_RUNTIME_DIR that is not there")
            .file(PODMAN, ann())
            .variable("XDG_RUNTIME_DIR", "~/run")
            .gives("ann:pw"),
        given("REGISTRY_AUTH_FILE")
            .file("~/a.json", ann())
            .variable("REGISTRY_AUTH_FILE", "~/a.json")
            .gives("ann:pw"),
        given(".dockercfg").file(LEGACY, "{\"h.example\":" + ANN + "}").gives("ann:pw"),
        given(".dockercfg with an address")
            .file(LEGACY, "{\"https://h.example/v1/\":" + ANN + "}")
            .gives("ann:pw"),
        given(".dockercfg of another host").file(LEGACY, "{\"other.example\":" + ANN + "}"),
        given("DOCKER_AUTH_CONFIG")
            .variable("DOCKER_AUTH_CONFIG", ann())
            .gives("ann:pw")
            .butSkopeo(NONE, "docker and GitLab read it"));
  }

  private static List<CredentialCase> order() {
    return List.of(
        given("podman's before docker's").file(PODMAN, ann()).file(DOCKER, bob()).gives("ann:pw"),
        given("the runtime's before podman's")
            .file(RUNTIME, ann())
            .file(PODMAN, bob())
            .variable("XDG_RUNTIME_DIR", "~/run")
            .gives("ann:pw"),
        given("docker's before .dockercfg")
            .file(DOCKER, ann())
            .file(LEGACY, "{\"h.example\":" + BOB + "}")
            .gives("ann:pw"),
        given("podman's before DOCKER_CONFIG")
            .file(PODMAN, ann())
            .file("~/d/config.json", bob())
            .variable("DOCKER_CONFIG", "~/d")
            .gives("ann:pw"),
        given("DOCKER_CONFIG instead of docker's file")
            .file(DOCKER, bob())
            .variable("DOCKER_CONFIG", "~/d"),
        given("XDG_CONFIG_HOME instead of ~/.config")
            .file(PODMAN, bob())
            .variable("XDG_CONFIG_HOME", "~/c"),
        given("REGISTRY_AUTH_FILE first")
            .file("~/a.json", ann())
            .file(PODMAN, bob())
            .variable("REGISTRY_AUTH_FILE", "~/a.json")
            .gives("ann:pw"),
        given("REGISTRY_AUTH_FILE that does not know the host")
            .file("~/a.json", auths("other.example", BOB))
            .file(PODMAN, ann())
            .file(DOCKER, bob())
            .variable("REGISTRY_AUTH_FILE", "~/a.json")
            .gives("ann:pw"),
        given("REGISTRY_AUTH_FILE instead of the runtime's")
            .file("~/a.json", auths("other.example", BOB))
            .file(RUNTIME, ann())
            .variable("REGISTRY_AUTH_FILE", "~/a.json")
            .variable("XDG_RUNTIME_DIR", "~/run"),
        given("REGISTRY_AUTH_FILE that is not there")
            .file(DOCKER, ann())
            .variable("REGISTRY_AUTH_FILE", "~/a.json")
            .gives("ann:pw"),
        given("the next file where the first does not know the host")
            .file(PODMAN, auths("other.example", BOB))
            .file(DOCKER, ann())
            .gives("ann:pw"),
        given("the next file where the first is empty")
            .file(PODMAN, "{}")
            .file(DOCKER, ann())
            .gives("ann:pw"),
        given("a file of the host before a later one of the repository")
            .file(PODMAN, ann())
            .file(DOCKER, auths("h.example/orgb/b", BOB))
            .gives("ann:pw"));
  }

  private static List<CredentialCase> keys() {
    String both = auths("h.example", BOB, "h.example/orgb", ANN);
    return List.of(
        given("a namespace").entry("h.example/orgb", ANN).gives("ann:pw"),
        given("a repository").entry("h.example/orgb/b", ANN).gives("ann:pw"),
        given("another namespace").entry("h.example/orga", ANN),
        given("the beginning of a namespace").entry("h.example/org", ANN),
        given("a longer repository").entry("h.example/orgb/b/c", ANN),
        given("a deep repository")
            .entry("h.example/orgb/c", ANN)
            .asking("h.example/orgb/c/d/e")
            .gives("ann:pw"),
        given("a namespace beside the host").config(both).gives("ann:pw"),
        given("the host beside another namespace")
            .config(both)
            .asking("h.example/orgc/b")
            .gives("bob:pw"),
        given("https://").entry("https://h.example", ANN).gives("ann:pw"),
        given("http://").entry("http://h.example", ANN).gives("ann:pw"),
        given("https:// and /").entry("https://h.example/", ANN).gives("ann:pw"),
        given("https:// and /v1/").entry("https://h.example/v1/", ANN).gives("ann:pw"),
        given("https:// and /v2/").entry("https://h.example/v2/", ANN).gives("ann:pw"),
        given("https:// and /v2").entry("https://h.example/v2", ANN).gives("ann:pw"),
        given("https:// and a namespace")
            .entry("https://h.example/orga", ANN)
            .butSkopeo("ann:pw", "orga's password is for orga"),
        given("/ at the end")
            .entry("h.example/", ANN)
            .gives("ann:pw")
            .butSkopeo(NONE, "docker takes it"),
        given("/v1/ at the end")
            .entry("h.example/v1/", ANN)
            .gives("ann:pw")
            .butSkopeo(NONE, "docker takes it"),
        given("the host itself beside its address")
            .config(auths("https://h.example", BOB, "h.example", ANN))
            .gives("ann:pw"),
        given("a port").entry("h.example:5000", ANN).asking("h.example:5000/b").gives("ann:pw"),
        given("another port").entry("h.example:5000", ANN).asking("h.example:5001/b"),
        given("a port that is not asked for").entry("h.example:5000", ANN),
        given("a host without the port").entry("h.example", ANN).asking("h.example:5000/b"),
        given("an address by number").entry("10.0.0.1", ANN).asking("10.0.0.1/b").gives("ann:pw"),
        given("an address of version 6")
            .entry("[fd00::1]:5000", ANN)
            .asking("[fd00::1]:5000/b")
            .gives("ann:pw")
            .butSkopeo(ERROR, "1.9.3 does not read such references"),
        given("a parent domain").entry("example", ANN),
        given("capital letters")
            .entry("H.Example", ANN)
            .gives("ann:pw")
            .butSkopeo(NONE, "case does not tell hosts apart"));
  }

  private static List<CredentialCase> hub() {
    return List.of(
        hub("https://index.docker.io/v1/"),
        hub("index.docker.io"),
        hub("docker.io"),
        hub("registry-1.docker.io"),
        hub("docker.io/orgb"),
        hub("docker.io/orgb/b"),
        given("hub.docker.com").entry("hub.docker.com", ANN).asking("docker.io/orgb/b"),
        given("registry.hub.docker.com")
            .entry("registry.hub.docker.com", ANN)
            .asking("docker.io/orgb/b"),
        given("index.docker.io for the host").entry("https://index.docker.io/v1/", ANN));
  }

  private static CredentialCase hub(String key) {
    return given("hub: " + key).entry(key, ANN).asking("docker.io/orgb/b").gives("ann:pw");
  }

  private static List<CredentialCase> helpers() {
    String forHost = "\"credHelpers\":{\"h.example\":\"x\"}";
    String unknown = "echo 'credentials not found in native keychain'; exit 1";
    return List.of(
        given("credHelpers").config("{" + forHost + "}").helper("x", HELPED).gives("h.example:pw"),
        given("credHelpers of another host")
            .config("{\"credHelpers\":{\"other.example\":\"x\"}}")
            .helper("x", HELPED),
        given("credHelpers before auths")
            .config(ann().replaceFirst("}$", "," + forHost + "}"))
            .helper("x", HELPED)
            .gives("h.example:pw"),
        given("auths of a namespace beside a helper of the host")
            .config(auths("h.example/orgb", ANN).replaceFirst("}$", "," + forHost + "}"))
            .helper("x", HELPED)
            .gives("ann:pw")
            .butSkopeo("h.example:pw", "the longest key counts, whoever keeps the secret"),
        given("a helper that knows nothing").config("{" + forHost + "}").helper("x", unknown),
        given("a helper that knows nothing before the next file")
            .file(PODMAN, "{" + forHost + "}")
            .file(DOCKER, ann())
            .helper("x", unknown)
            .gives("ann:pw"),
        given("a helper of tokens")
            .config("{" + forHost + "}")
            .helper("x", "printf '{\"Username\":\"<token>\",\"Secret\":\"idt\"}'")
            .gives("token idt"),
        given("a helper that fails").config("{" + forHost + "}").helper("x", "exit 3").gives(ERROR),
        given("a helper that is not installed").config("{" + forHost + "}").gives(ERROR),
        given("a helper of the hub")
            .config("{\"credHelpers\":{\"docker.io\":\"x\"}}")
            .helper("x", "cat >/dev/null; printf '{\"Username\":\"ann\",\"Secret\":\"pw\"}'")
            .asking("docker.io/orgb/b")
            .gives("ann:pw"),
        given("credsStore")
            .config("{\"credsStore\":\"x\"}")
            .helper("x", HELPED)
            .gives("h.example:pw")
            .butSkopeo(NONE, "docker asks it"),
        given("credsStore that is empty")
            .config(ann().replaceFirst("}$", ",\"credsStore\":\"\"}"))
            .gives("ann:pw"),
        given("credsStore beside the empty entry of docker login")
            .config(auths("h.example", "{}").replaceFirst("}$", ",\"credsStore\":\"x\"}"))
            .helper("x", HELPED)
            .gives("h.example:pw")
            .butSkopeo(NONE, "docker asks it"));
  }
}
