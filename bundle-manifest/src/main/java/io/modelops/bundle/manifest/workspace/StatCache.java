package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.spi.WorkspaceStore.KnownFile;
import io.modelops.bundle.value.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The bytes of the cache: a version, a check sum, entries. Whatever is wrong with it, it is gone.
 */
final class StatCache {
  private static final int MAGIC = 0x6d6f6201; // mob, version 1
  private static final int HEAD = 12;

  private StatCache() {}

  static byte[] write(Map<String, KnownFile> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEAD + 160 * files.size());
    DataOutputStream out = new DataOutputStream(bytes);
    for (Map.Entry<String, KnownFile> entry : files.entrySet()) {
      KnownFile file = entry.getValue();
      out.writeUTF(entry.getKey());
      out.writeLong(file.size());
      out.writeLong(file.modified());
      out.writeUTF(file.key());
      out.writeUTF(file.digest().toString());
    }
    byte[] body = bytes.toByteArray();
    ByteArrayOutputStream whole = new ByteArrayOutputStream(HEAD + body.length);
    DataOutputStream head = new DataOutputStream(whole);
    head.writeInt(MAGIC);
    head.writeInt(files.size());
    head.writeInt(checksum(body, 0));
    head.write(body);
    return whole.toByteArray();
  }

  /** Reads what {@link #write} wrote. */
  static Map<String, KnownFile> read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int magic = in.readInt();
    int count = in.readInt();
    if (magic != MAGIC || in.readInt() != checksum(bytes, HEAD)) {
      throw new IOException("not a cache of this version, or damaged");
    }
    Map<String, KnownFile> files = new HashMap<>(Math.min(count, bytes.length / 32) * 2);
    for (int i = 0; i < count; i++) {
      String path = in.readUTF();
      long size = in.readLong();
      long modified = in.readLong();
      String key = in.readUTF();
      files.put(path, new KnownFile(size, modified, key, Digest.parse(in.readUTF())));
    }
    return files;
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }
}
