package io.modelops.bundle.cli;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.CollectResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Deletes from the cache what nobody needs. */
final class GcCommand implements Command {
  private static final String DRY_RUN = "--dry-run";
  private static final String OLDER_THAN = "--older-than";
  private static final String MAX_SIZE = "--max-size";
  private static final String VERIFY = "--verify";

  private static final String UNITS = "KMGT";
  private static final String AGE = "[1-9][0-9]{0,5}[mhd]";
  private static final String SIZE = "[1-9][0-9]{0,8}[" + UNITS + "]?";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "gc",
            "Delete from the cache what no ensured reference names.",
            "What a running ensure uses stays, and what came within the last hour.",
            "",
            "  modelops-bundle gc --older-than 30d    forget what was not ensured for so long",
            "  modelops-bundle gc --max-size 20G      keep what was ensured last")
        .addOption(Options.flag("Say what would be deleted; delete nothing.", "-n", DRY_RUN))
        .addOption(
            Options.value(
                "AGE", "Forget references unused for so long: 90m, 12h, 30d.", OLDER_THAN))
        .addOption(
            Options.value("SIZE", "Forget the oldest until the rest fits: 500M, 20G.", MAX_SIZE))
        .addOption(Options.flag("Hash everything first; move damaged content away.", VERIFY))
        .addOption(Caches.directory());
  }

  @Override
  public Status run(Invocation invocation) {
    CollectOptions options = options(invocation);
    Bundles bundles = Remote.bundles(invocation);
    CacheCheck check = invocation.has(VERIFY) ? bundles.checkCache(options.cache()) : null;
    CollectResult result = bundles.collect(options);
    Console console = invocation.console();
    console.document(BundlesDocument.collect(result, options, check));
    show(console, result, options, check);
    return Status.DONE;
  }

  private static CollectOptions options(Invocation invocation) {
    CollectOptions options = CollectOptions.defaults().withCache(Caches.options(invocation));
    String age = invocation.value(OLDER_THAN);
    options = age == null ? options : options.withMaxAge(age(age));
    String size = invocation.value(MAX_SIZE);
    options = size == null ? options : options.withMaxSize(size(size));
    return invocation.has(DRY_RUN) ? options.withDryRun() : options;
  }

  private static Duration age(String typed) {
    if (!typed.matches(AGE)) {
      throw CommandException.usage("not an age: " + typed, "write 90m, 12h or 30d, for example");
    }
    long number = Long.parseLong(typed.substring(0, typed.length() - 1));
    return switch (typed.charAt(typed.length() - 1)) {
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** In powers of 1024. */
  private static long size(String typed) {
    if (!typed.matches(SIZE)) {
      throw CommandException.usage("not a size: " + typed, "write 500M or 20G, for example");
    }
    int unit = UNITS.indexOf(typed.charAt(typed.length() - 1)) + 1;
    return Long.parseLong(unit == 0 ? typed : typed.substring(0, typed.length() - 1))
        << (10 * unit);
  }

  private static void show(
      Console console, CollectResult result, CollectOptions options, @Nullable CacheCheck check) {
    if (check != null) {
      check.damaged().forEach(digest -> console.line("damaged  " + digest));
      console.message(
          Text.count(check.checked(), "content")
              + " hashed, "
              + check.damaged().size()
              + " damaged.");
    }
    result.references().forEach(reference -> console.line("forgotten  " + Text.show(reference)));
    console.message(
        Text.count(result.deleted(), "content")
            + (options.dryRun() ? " would be deleted, " : " deleted, ")
            + Text.size(result.bytesDeleted())
            + "; "
            + Text.size(result.bytesKept())
            + (options.dryRun() ? " would stay." : " stay."));
  }
}
