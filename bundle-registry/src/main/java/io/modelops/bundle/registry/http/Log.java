package io.modelops.bundle.registry.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Where loggers come from. In a host without a logging backend SLF4J is not even asked, as it would
 * complain on the host's standard error.
 */
final class Log {
  private static final String BACKEND = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

  private Log() {}

  static Logger of(Class<?> user) {
    return hasBackend() ? LoggerFactory.getLogger(user) : NOPLogger.NOP_LOGGER;
  }

  /** Looks where SLF4J does, without initializing it. */
  private static boolean hasBackend() {
    ClassLoader loader = LoggerFactory.class.getClassLoader();
    return loader != null && loader.getResource(BACKEND) != null;
  }
}
