package io.modelops.bundle.cli;

import io.modelops.bundle.Referrers;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of something that refers to a bundle, as a file or on standard output. */
record FetchedContent(Invocation invocation, Referrers referrers) {
  private static final int MAX_SHOWN = 64 << 20;

  void fetch(Digest referrer) {
    Path file = file();
    List<Descriptor> contents = referrers.contents(referrer);
    if (contents.size() > 1) {
      throw new CommandException(
          Status.FAILED,
          "several-contents",
          referrer + " has " + contents.size() + " contents",
          "oras pull brings all of them",
          Map.of("contents", contents.size()));
    }
    Descriptor content = contents.get(0);
    if (file == null) {
      show(referrer, content);
    } else {
      write(referrer, content, file);
      Console console = invocation.console();
      console.document(
          BundlesDocument.referrerFetched(referrers.reference(), referrer, content, file));
      console.line(Text.show(file.toString()));
      console.message(Text.size(content.size()) + " fetched.");
    }
  }

  /** Where it is typed, as the shell completes it; null for standard output. */
  private @Nullable Path file() {
    String typed = invocation.value(Options.OUTPUT);
    if (typed != null) {
      Path working = invocation.console().surroundings().directory();
      return Invocation.path(working, typed).normalize();
    }
    if (invocation.console().json()) {
      throw CommandException.usage("--fetch with --json needs --output", "--output FILE");
    }
    return null;
  }

  /** Only what is verified, so it is read whole before. */
  private void show(Digest referrer, Descriptor content) {
    if (content.size() > MAX_SHOWN) {
      throw CommandException.usage(
          "the content has " + Text.size(content.size()), "--output FILE writes it into a file");
    }
    try (InputStream in = referrers.open(referrer, content)) {
      invocation.console().content(in.readAllBytes());
    } catch (IOException e) {
      throw failed("cannot read the content: " + e.getMessage());
    }
  }

  private void write(Digest referrer, Descriptor content, Path file) {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    if (Files.exists(file)) {
      throw new CommandException(
          Status.REFUSED,
          "file-exists",
          file + " is there already",
          "name another file by --output",
          Map.of("file", file));
    }
    try {
      try (InputStream in = referrers.open(referrer, content)) {
        Files.copy(in, part);
        Files.move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException e) {
      throw failed("cannot write " + file + ": there is no such directory");
    } catch (FileAlreadyExistsException e) {
      throw failed("cannot write " + file + ": " + e.getFile() + " is there already");
    } catch (IOException e) {
      throw failed("cannot write " + file + ": " + e.getMessage());
    }
  }

  private static CommandException failed(String message) {
    return new CommandException(
        Status.FAILED, "fetch-file", message, "name another file by --output", Map.of());
  }
}
