package io.modelops.bundle.cli;

import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.Environment;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * What a run of the program gets from the process.
 *
 * @param charset of both output streams
 * @param directory the working directory
 */
record Surroundings(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Charset charset,
    Terminals terminals,
    Path directory,
    Environment environment,
    Cancellation cancellation) {}
