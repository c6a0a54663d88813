package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.internal.project.Basis;
import io.modelops.bundle.internal.project.CacheCodec;
import io.modelops.bundle.internal.project.ManifestFile;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The manifest document on disk.
 *
 * @param stat from before it was read; null if a change might go unnoticed
 * @param isThere whether there is something of its name
 * @param bundle the digest that it states; null if it is no manifest of the format
 */
public record StatusManifest(@Nullable FileStat stat, boolean isThere, @Nullable Digest bundle) {
  private static final StatusManifest NONE = new StatusManifest(null, false, null);

  /** That of a project, read only if it changed; null if no format says where it is. */
  static @Nullable StatusManifest of(Project project, @Nullable StatusIndex kept) {
    List<ManifestFormat> formats = project.providers().all(ManifestFormat.class);
    StatusManifest last = kept == null ? null : kept.manifest();
    return formats.isEmpty()
        ? null
        : State.io("look at " + formats.get(0).fileName(), () -> of(project, formats.get(0), last));
  }

  private static StatusManifest of(
      Project project, ManifestFormat format, @Nullable StatusManifest last) throws IOException {
    Instant start = Instant.now();
    ManifestFile file = ManifestFile.of(project.root(), format);
    FileStat stat;
    try {
      stat = FileStats.of(file.path());
    } catch (NoSuchFileException e) {
      return NONE;
    }
    if (last != null && stat.equals(last.stat())) {
      return last;
    }
    FileStat settled = stat.isFile() && Basis.isReliable(stat, start) ? stat : null;
    return new StatusManifest(settled, true, bundle(project, file, format));
  }

  private static @Nullable Digest bundle(
      Project project, ManifestFile file, ManifestFormat format) {
    try {
      byte[] document = file.read();
      return document == null ? null : format.read(document, project.operation()).bundleDigest();
    } catch (IOException e) {
      return null;
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeBoolean(stat != null);
    if (stat != null) {
      CacheCodec.stat(out, stat);
    }
    out.writeBoolean(isThere);
    CacheCodec.optional(out, bundle);
  }

  static StatusManifest read(ByteBuffer in) {
    FileStat stat = in.get() == 0 ? null : CacheCodec.stat(in, Kind.FILE);
    return new StatusManifest(stat, in.get() != 0, CacheCodec.digest(in));
  }
}
