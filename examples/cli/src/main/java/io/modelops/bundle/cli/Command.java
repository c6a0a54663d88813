package io.modelops.bundle.cli;

import picocli.CommandLine.Model.CommandSpec;

/** One command: how it is written, and what it does. */
interface Command {
  /** Without the options that all commands have. */
  CommandSpec spec();

  Status run(Invocation invocation);
}
