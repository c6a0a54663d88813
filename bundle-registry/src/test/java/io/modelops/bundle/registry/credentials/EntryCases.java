package io.modelops.bundle.registry.credentials;

import static io.modelops.bundle.registry.credentials.CredentialCase.ERROR;
import static io.modelops.bundle.registry.credentials.CredentialCase.NONE;
import static io.modelops.bundle.registry.credentials.CredentialCase.auth;
import static io.modelops.bundle.registry.credentials.CredentialCase.auths;
import static io.modelops.bundle.registry.credentials.CredentialCase.base64;
import static io.modelops.bundle.registry.credentials.CredentialCase.given;

import java.util.List;

/** What an entry may hold, and files that are damaged. */
final class EntryCases {
  private static final String DOCKER = "~/.docker/config.json";
  private static final String PODMAN = "~/.config/containers/auth.json";
  private static final String LEGACY = "~/.dockercfg";
  private static final String ANN = auth("ann:pw");
  private static final String LENIENT = "whoever has a damaged file should hear of it";

  private EntryCases() {}

  private static String ann() {
    return auths("h.example", ANN);
  }

  static List<CredentialCase> entries() {
    return List.of(
        given("a colon in the password").entry("h.example", auth("ann:p:w:")).gives("ann:p:w:"),
        given("letters beyond ASCII").entry("h.example", auth("änn:pä")).gives("änn:pä"),
        given("a space in the password").entry("h.example", auth("ann: p w ")).gives("ann: p w "),
        given("NUL at the end").entry("h.example", auth("ann:pw\0\0")).gives("ann:pw"),
        given("padding").entry("h.example", auth("ann:pw12")).gives("ann:pw12"),
        given("a line break in the middle")
            .entry(
                "h.example",
                "{\"auth\":\"" + base64("ann:pw").replaceFirst("^.{4}", "$0\\\\n") + "\"}")
            .gives("ann:pw"),
        given("a line break at the end")
            .entry("h.example", "{\"auth\":\"" + base64("ann:pw") + "\\r\\n\"}")
            .gives("ann:pw"),
        given("members that are not known")
            .entry("h.example", ANN.replace("}", ",\"email\":\"a@b\",\"x\":[1,{}]}"))
            .gives("ann:pw"),
        given("capital letters in members").config(ann().replace("auth", "Auth")).gives("ann:pw"),
        given("an identity token")
            .entry("h.example", ANN.replace("}", ",\"identitytoken\":\"idt\"}"))
            .gives("token idt"),
        given("an identity token without a user")
            .entry("h.example", "{\"identitytoken\":\"idt\"}")
            .gives("token idt")
            .butSkopeo(NONE, "docker takes it"),
        given("an identity token of null")
            .entry("h.example", ANN.replace("}", ",\"identitytoken\":null}"))
            .gives("ann:pw"),
        given("user name and password as members")
            .entry("h.example", "{\"username\":\"ann\",\"password\":\"pw\"}")
            .gives("ann:pw")
            .butSkopeo(NONE, "docker takes it"),
        given("an entry without members").entry("h.example", "{}"),
        given("an entry of null").entry("h.example", "null"),
        given("auth of null").entry("h.example", "{\"auth\":null}"),
        given("auth that is empty").entry("h.example", "{\"auth\":\"\"}"),
        given("an entry without members before the next file")
            .file(PODMAN, auths("h.example", "{}"))
            .file(DOCKER, ann())
            .gives("ann:pw"),
        given("a namespace without members before the host")
            .config(auths("h.example", ANN, "h.example/orgb", "{}")),
        given("auths of null").config("{\"auths\":null}"),
        given("credHelpers of null")
            .config(ann().replaceFirst("}$", ",\"credHelpers\":null}"))
            .gives("ann:pw"),
        given("credsStore of null")
            .config(ann().replaceFirst("}$", ",\"credsStore\":null}"))
            .gives("ann:pw"),
        given("other members")
            .config(ann().replaceFirst("}$", ",\"HttpHeaders\":{\"a\":\"b\"},\"plugins\":{}}"))
            .gives("ann:pw"),
        given("a document of null")
            .config("null")
            .gives(ERROR)
            .butSkopeo(NONE, "no program writes it"));
  }

  static List<CredentialCase> malformed() {
    return List.of(
        given("no JSON").config("nonsense").gives(ERROR),
        given("JSON that is cut").config("{\"auths\":{\"h.example\":").gives(ERROR),
        given("more after the JSON").config(ann() + "}").gives(ERROR),
        given("a list").config("[]").gives(ERROR),
        given("auths as a list").config("{\"auths\":[]}").gives(ERROR),
        given("credHelpers as a list").config("{\"credHelpers\":[]}").gives(ERROR),
        given("an entry as a string").entry("h.example", "\"x\"").gives(ERROR),
        given("another host's entry as a string").entry("other.example", "\"x\"").gives(ERROR),
        given("auth as a number").entry("h.example", "{\"auth\":1}").gives(ERROR),
        given("no Base64").entry("h.example", "{\"auth\":\"%%%\"}").gives(ERROR),
        given("Base64 without its padding")
            .entry("h.example", "{\"auth\":\"" + base64("ann:pw1").replace("=", "") + "\"}")
            .gives(ERROR),
        given("no colon").entry("h.example", auth("annpw")).gives(ERROR).butSkopeo(NONE, LENIENT),
        given("no user").entry("h.example", auth(":pw")).gives(ERROR).butSkopeo(NONE, LENIENT),
        given("no password").entry("h.example", auth("ann:")).gives(ERROR).butSkopeo(NONE, LENIENT),
        given("a file that is malformed before a good one")
            .file(PODMAN, "nonsense")
            .file(DOCKER, ann())
            .gives(ERROR),
        given(".dockercfg that is no JSON").file(LEGACY, "nonsense").gives(ERROR),
        given("an empty file").config("").butSkopeo(ERROR, "docker and later versions take it"));
  }
}
