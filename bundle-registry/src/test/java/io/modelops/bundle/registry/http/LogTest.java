package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** What a host sees on its standard error, in a Java of its own. */
class LogTest {
  /** What a class prints, to both of its outputs. */
  private static String printed(String argument, String... more) {
    String classPath =
        Stream.concat(
                Stream.of(more),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(entry -> !entry.contains("slf4j-nop")))
            .collect(Collectors.joining(File.pathSeparator));
    String java = Programs.jdk().resolve("bin/java").toString();
    Programs.Result result =
        Programs.start(Map.of(), List.of(java, "-cp", classPath, Host.class.getName(), argument));
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  @Test
  void withoutABackendNothingIsPrinted() {
    assertThat(printed("push")).isEqualTo("pushed\n");
  }

  @Test
  void withoutABackendSlf4jItselfWouldPrint() {
    assertThat(printed("complain")).contains("No SLF4J providers were found");
  }

  @Test
  void aBackendGetsTheLoggers(@TempDir Path backend) throws IOException {
    Path services = Files.createDirectories(backend.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(SLF4JServiceProvider.class.getName()), Backend.class.getName());

    assertThat(printed("push", backend.toString()))
        .contains("logger " + Retry.class.getName() + "\n")
        .endsWith("pushed\n");
  }

  /** Runs in the other Java. */
  static final class Host {
    private Host() {}

    public static void main(String[] arguments) throws Exception {
      if (arguments[0].equals("complain")) {
        LoggerFactory.getLogger(Host.class).debug("unheard");
        return;
      }
      try (TestRegistry registry = TestRegistry.start()) {
        var failure = registry.on("POST", "/").nth(1).answer(Reply.of(503));
        new Client().pushAll(registry, Client.bytes(1000));
        System.out.print(failure.fired() == 1 ? "pushed\n" : "nothing to log\n");
      }
    }
  }

  /** Tells which loggers it is asked for. */
  public static final class Backend implements SLF4JServiceProvider {
    /** For SLF4J. */
    public Backend() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
      return name -> {
        System.out.print("logger " + name + "\n");
        return NOPLogger.NOP_LOGGER;
      };
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
      return new BasicMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
      return new NOPMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
      return "2.0.99";
    }

    @Override
    public void initialize() {}
  }
}
