package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.internal.project.SettingsFile;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Settings;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What status needs of the settings, and the file that says so.
 *
 * @param stat of the file, from before it was read; null if a change might go unnoticed
 * @param files the patterns of all models
 */
public record StatusSettings(@Nullable FileStat stat, @Nullable String registry, List<Glob> files) {
  /**
   * Those of a project, read only if they changed.
   *
   * @param last the last ones; null if there are none
   */
  static StatusSettings of(Project project, @Nullable StatusSettings last) {
    Instant start = Instant.now();
    FileStat stat = stat(project);
    if (last != null && stat != null && stat.equals(last.stat())) {
      return last;
    }
    Settings settings = SettingsFile.read(project);
    List<Glob> files = settings.models().stream().flatMap(m -> m.files().stream()).toList();
    boolean settled = stat != null && stat.isFile() && StatusNames.reliable(stat, start);
    return new StatusSettings(settled ? stat : null, settings.registry(), files);
  }

  private static @Nullable FileStat stat(Project project) {
    List<SettingsFormat> formats = project.providers().all(SettingsFormat.class);
    try {
      return formats.isEmpty()
          ? null
          : FileStats.of(project.root().resolve(formats.get(0).fileName()));
    } catch (IOException e) {
      return null; // reading it tells what is wrong
    }
  }

  /** The same, but to be read again: what told them cannot tell whether they change. */
  StatusSettings unkept() {
    return new StatusSettings(null, registry, files);
  }

  /** Whether a model names the file. */
  boolean isConfigured(String file) {
    return files.stream().anyMatch(glob -> glob.matches(file));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeBoolean(stat != null);
    if (stat != null) {
      StatusCodec.stat(out, stat);
    }
    out.writeBoolean(registry != null);
    StatusCodec.text(out, registry == null ? "" : registry);
    StatusCodec.texts(out, files.stream().map(Glob::toString).toList());
  }

  static StatusSettings read(ByteBuffer in) {
    FileStat stat = in.get() == 0 ? null : StatusCodec.stat(in, Kind.FILE);
    boolean configured = in.get() != 0;
    String registry = StatusCodec.text(in);
    List<Glob> files = StatusCodec.texts(in).stream().map(Glob::parse).toList();
    return new StatusSettings(stat, configured ? registry : null, files);
  }
}
