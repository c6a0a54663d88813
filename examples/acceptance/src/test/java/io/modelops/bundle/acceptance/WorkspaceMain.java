package io.modelops.bundle.acceptance;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Bundles;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RemoveOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A program of one command; 0 it is done, 3 it was refused with a reason. */
final class WorkspaceMain {
  private WorkspaceMain() {}

  /** {@code DIRECTORY COMMAND ARGUMENT...}. */
  public static void main(String[] arguments) {
    try {
      run(Path.of(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (BundleException e) {
      System.out.println(e.code() + ": " + e.getMessage());
      System.exit(3);
    }
  }

  static void run(Path directory, String... words) {
    List<String> rest = List.of(words).subList(1, words.length);
    // on one thread, so that the Nth system call of a kind is the same one in each run
    Bundle bundle = Bundle.open(directory).withExecutor(Runnable::run);
    switch (words[0]) {
      case "init" ->
          bundle.initialize(
              InitializeOptions.defaults()
                  .withRegistry(Reference.parse("localhost:5555/new:v1"))
                  .withTemplate());
      case "add" -> bundle.workspace().add(rest);
      case "delete" ->
          bundle.workspace().remove(rest, RemoveOptions.defaults().withDelete().withForce());
      case "manifest" -> bundle.discover().select().manifest().write();
      case "save" -> save(bundle);
      case "push" -> bundle.discover().select().manifest().push(rest.get(0));
      case "pull" -> pull(bundle, rest.get(0), PullOptions.of(RegistryOptions.defaults()));
      case "overwrite" ->
          pull(bundle, rest.get(0), PullOptions.of(RegistryOptions.defaults()).withOverwrite());
      case "ensure" -> ensure(directory, rest.get(0), rest.get(1));
      case "collect" -> collect(rest.get(0));
      case "status" -> System.out.println(bundle.workspace().status());
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static void pull(Bundle bundle, String reference, PullOptions options) {
    bundle.workspace().pull(Reference.parse(reference), options);
  }

  private static void ensure(Path directory, String reference, String cache) {
    Bundles.load()
        .withExecutor(Runnable::run)
        .ensure(
            Reference.parse(reference),
            directory,
            EnsureOptions.of(RegistryOptions.defaults()).withCache(cache(cache)));
  }

  /** Whatever its age. */
  private static void collect(String cache) {
    Bundles.load()
        .withExecutor(Runnable::run)
        .collect(CollectOptions.defaults().withCache(cache(cache)).withGrace(Duration.ZERO));
  }

  private static CacheOptions cache(String directory) {
    return CacheOptions.defaults().withDirectory(Path.of(directory));
  }

  private static void save(Bundle bundle) {
    Discovery discovery = bundle.discover();
    discovery.save(discovery.models());
  }
}
