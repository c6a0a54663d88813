package io.modelops.bundle.internal.project;

import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How what is kept in a cache is written: each text with its length before it. */
public final class CacheCodec {
  private CacheCodec() {}

  public static void stat(DataOutputStream out, FileStat stat) throws IOException {
    out.writeLong(stat.size());
    out.writeLong(stat.modified());
    out.writeLong(stat.changed());
    out.writeLong(stat.inode());
  }

  public static FileStat stat(ByteBuffer in, Kind kind) {
    return new FileStat(kind, in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  /** Writes itself. */
  public interface Content {
    void to(DataOutputStream out) throws IOException;
  }

  public static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory refuses nothing", e);
    }
    return bytes.toByteArray();
  }

  public static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  /** A text that there need not be; an empty one counts as none. */
  public static void optional(DataOutputStream out, @Nullable Object text) throws IOException {
    text(out, text == null ? "" : text.toString());
  }

  public static @Nullable String optional(ByteBuffer in) {
    String text = text(in);
    return text.isEmpty() ? null : text;
  }

  public static @Nullable Digest digest(ByteBuffer in) {
    String text = optional(in);
    return text == null ? null : Digest.parse(text);
  }

  public static void texts(DataOutputStream out, Collection<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  public static List<String> texts(ByteBuffer in) {
    List<String> texts = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      texts.add(text(in));
    }
    return texts;
  }

  public static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
