package io.modelops.bundle.registry.layout;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Reads a blob of an image layout as a whole and verifies it. */
record LayoutBlob(LayoutDirectory directory, Descriptor descriptor) {
  byte[] read(int limit) throws IOException {
    if (descriptor.size() > limit) {
      throw directory.refusal(
          "too-large",
          cannot() + "it has " + descriptor.size() + " bytes, more than " + limit,
          "",
          null);
    }
    Path file = directory.blob(descriptor.digest());
    if (!Files.isRegularFile(file)) {
      throw directory.refusal(
          "content-missing", cannot() + "there is no " + file, "push the bundle again", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return verified(in.readNBytes((int) descriptor.size() + 1));
    } catch (ClosedByInterruptException e) {
      throw DurableFile.interrupted(e);
    }
  }

  private byte[] verified(byte[] bytes) throws IOException {
    HashAlgorithm.Hasher hasher = hasher(descriptor);
    hasher.update(ByteBuffer.wrap(bytes));
    String hex = HexFormat.of().formatHex(hasher.digest());
    if (bytes.length != descriptor.size() || !hex.equals(descriptor.digest().hex())) {
      throw mismatch();
    }
    return bytes;
  }

  private RegistryException mismatch() {
    return directory.refusal(
        "digest-mismatch",
        cannot() + "the file is damaged: it is not what its name says",
        "delete " + directory.blob(descriptor.digest()) + " and push the bundle again",
        null);
  }

  private String cannot() {
    return directory.reference() + ": cannot read " + descriptor.title() + ": ";
  }

  static HashAlgorithm.Hasher hasher(Descriptor blob) throws IOException {
    if (!blob.digest().algorithm().equals(HashAlgorithm.SHA_256.id())) {
      throw new IOException("cannot verify " + blob.digest());
    }
    return HashAlgorithm.SHA_256.newHasher();
  }
}
