package io.modelops.bundle.spi;

import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One repository of a registry, or one image layout, opened to be written or read. Safe for use by
 * several threads; {@link #close} releases every thread and handle.
 */
public interface RegistryTransport extends AutoCloseable {
  /** Whether the repository has the blob. Moves no content. */
  boolean exists(Descriptor blob) throws IOException;

  /**
   * Stores a blob. When this returns, the repository holds exactly the bytes that the descriptor
   * describes. May open the content more than once, to retry.
   */
  void push(Descriptor blob, Blob content) throws IOException;

  /** Stores a manifest under the reference's tag. Called last, after every blob it names. */
  void tag(Descriptor manifest, Blob content) throws IOException;

  /** The manifest that the reference names; empty if there is none. Moves no content. */
  Optional<Descriptor> resolve() throws IOException;

  /**
   * Reads a manifest or a small blob whole, verified against its descriptor.
   *
   * @param limit more bytes than this are refused
   */
  byte[] read(Descriptor descriptor, int limit) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens transports for the references it knows. */
  non-sealed interface Factory extends Provider {
    boolean accepts(Reference reference);

    RegistryTransport open(Reference reference, Settings settings) throws IOException;
  }

  /**
   * What a transport works with.
   *
   * @param credentials asked in this order
   */
  record Settings(
      Environment environment,
      List<CredentialSource> credentials,
      RegistryOptions options,
      Operation operation) {
    public Settings {
      credentials = List.copyOf(credentials);
    }
  }
}
