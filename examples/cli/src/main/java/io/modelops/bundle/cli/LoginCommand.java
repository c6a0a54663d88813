package io.modelops.bundle.cli;

import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.LoginResult;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Keeps a user name and a password for a registry. */
final class LoginCommand implements Command {
  static final String PLACE = "HOST[/REPOSITORY]";

  private static final String USERNAME = "--username";
  private static final String STDIN = "--password-stdin";
  private static final int MAX_INPUT = 64 << 10;

  @Override
  public CommandSpec spec() {
    return Options.command(
            "login",
            "Log in to a registry, for this program, docker, podman and others.",
            "The registry is asked first. What it accepts is kept as docker login does it: with",
            "the credential helper of docker's config.json, or in that file.",
            "",
            "  echo \"$TOKEN\" | modelops-bundle login ghcr.io -u ann --password-stdin")
        .addPositional(Options.arguments(PLACE, 1, "0", "The registry, or a part of it."))
        .addOption(
            Options.value("USER", "The user name; otherwise it is asked for.", "-u", USERNAME))
        .addOption(Options.flag("Read the password from standard input.", STDIN))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    String place = invocation.arguments().get(0);
    Console console = invocation.console();
    LoginResult result = login(invocation, place, credential(invocation));
    console.document(BundlesDocument.login(result));
    console.message("Logged in to " + place + " as " + Text.show(result.username()) + ".");
    console.message("Kept in " + Text.show(result.store()) + ".");
    if (!result.isChecked()) {
      console.warning(place + " asks for no login, so this one could not be checked");
    }
    result
        .overriddenBy()
        .ifPresent(
            other ->
                console.warning(
                    Text.show(other) + " counts first, and has another login for " + place));
    return Status.DONE;
  }

  private static LoginResult login(Invocation invocation, String place, Credential credential) {
    try {
      return Remote.bundles(invocation).login(place, credential, invocation.registryOptions());
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          String.valueOf(e.getMessage()), "for example: modelops-bundle login ghcr.io -u ann");
    }
  }

  private static Credential credential(Invocation invocation) {
    Prompt prompt = new Prompt(invocation.console());
    String given = invocation.value(USERNAME);
    boolean piped = invocation.has(STDIN);
    if (!prompt.canAsk() && (given == null || !piped)) {
      throw CommandException.usage(
          "there is nobody to ask for a user name and a password",
          "give them by " + USERNAME + " and " + STDIN);
    }
    if (given == null && piped) {
      throw CommandException.usage("the user name is missing", "give it by " + USERNAME);
    }
    String username = given == null ? typed(prompt.line("User name: ")) : given;
    String secret = piped ? piped(invocation.console()) : secret(prompt);
    if (username.isEmpty() || secret.isEmpty()) {
      throw CommandException.usage("the user name or the password is empty", "");
    }
    return new Credential(username, secret, "the command line");
  }

  private static String secret(Prompt prompt) {
    try {
      return typed(prompt.secret("Password: "));
    } catch (IOException e) {
      throw CommandException.usage(
          "this terminal cannot hide what is typed", "give the password by " + STDIN);
    }
  }

  private static String typed(@Nullable String line) {
    if (line == null) {
      throw new CancellationException("nothing typed");
    }
    return line;
  }

  /** All of it, without the end of the line. */
  private static String piped(Console console) {
    Surroundings surroundings = console.surroundings();
    try {
      byte[] bytes = surroundings.in().readNBytes(MAX_INPUT);
      return new String(bytes, surroundings.charset()).replaceFirst("[\r\n]+$", "");
    } catch (IOException e) {
      throw CommandException.usage("standard input cannot be read", "");
    }
  }
}
