package io.modelops.bundle.cli;

import io.modelops.bundle.value.Environment;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process: its streams, signals and exit status. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Interrupts interrupts = new Interrupts(Thread.currentThread());
    Charset charset = charset();
    Surroundings surroundings =
        new Surroundings(
            System.in,
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            charset,
            Terminals.of(
                System.getProperty("modelops.bundle.terminals", ""),
                System.getProperty("modelops.bundle.columns", ""),
                System.getenv()),
            Path.of("").toAbsolutePath(),
            Environment.system(),
            interrupts);
    int status = new Cli(surroundings).run(arguments);
    interrupts.exit(status);
  }

  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    return name.isEmpty() || !Charset.isSupported(name)
        ? StandardCharsets.UTF_8
        : Charset.forName(name);
  }

  private static OutputStream stream(FileDescriptor descriptor) {
    return new BufferedOutputStream(new FileOutputStream(descriptor));
  }
}
