package io.modelops.bundle.registry.archive;

import io.modelops.bundle.registry.tar.TarMember;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.FileStat;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was in an archive. */
final class ArchiveContents {
  static final String INDEX = "index.json";
  static final String MARKER = "oci-layout";

  private final @Nullable FileStat stat;
  private final Map<String, TarMember> members;
  private final byte @Nullable [] index;

  /**
   * @param stat of its file then; null if there was none
   * @param members by their names, which are plain relative ones, those of directories with a slash
   *     at the end
   * @param index its index.json
   */
  ArchiveContents(
      @Nullable FileStat stat, Map<String, TarMember> members, byte @Nullable [] index) {
    this.stat = stat;
    this.members = Collections.unmodifiableMap(members);
    this.index = index;
  }

  static ArchiveContents none() {
    return new ArchiveContents(null, Map.of(), null);
  }

  static String name(Digest blob) {
    return "blobs/" + blob.algorithm() + "/" + blob.hex();
  }

  @Nullable FileStat stat() {
    return stat;
  }

  Map<String, TarMember> members() {
    return members;
  }

  byte @Nullable [] index() {
    return index;
  }

  /** Null if there is none. */
  @Nullable TarMember blob(Digest blob) {
    return members.get(name(blob));
  }

  boolean has(Descriptor blob) {
    TarMember member = blob(blob.digest());
    return member != null && member.isFile() && member.size() == blob.size();
  }
}
