package io.modelops.bundle.benchmarks;

import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.ProgressListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times the parser over the files named on standard input, with the threads that discovery uses;
 * prints the seconds of each round. Arguments: rounds, threads.
 */
public final class ParseSources {
  private ParseSources() {}

  public static void main(String[] args) throws IOException {
    List<byte[]> sources = new ArrayList<>();
    var names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name; (name = names.readLine()) != null; ) {
      sources.add(Files.readAllBytes(Path.of(name)));
    }
    var operation = new Operation(Cancellation.NONE, ProgressListener.NONE, null);
    for (int round = 0; round < Integer.parseInt(args[0]); round++) {
      long start = System.nanoTime();
      operation.map(
          sources,
          Integer.parseInt(args[1]),
          source -> PythonParser.parse(source, () -> {}).body().size());
      System.out.println((System.nanoTime() - start) / 1e9);
    }
  }
}
