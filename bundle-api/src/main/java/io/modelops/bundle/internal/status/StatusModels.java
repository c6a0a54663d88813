package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.project.CacheCodec;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.ManifestDifference.Changes;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.WorkspaceState.Synced;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The models of the next bundle, and how they differ from those of the last but for the content of
 * files.
 *
 * @param rows sorted by id
 * @param removed ids of the models that the last bundle had beside these
 */
public record StatusModels(List<Row> rows, List<String> removed) {
  private enum Difference {
    NONE,
    ADDED,
    CHANGED
  }

  /** One model. */
  record Row(
      String id, String className, Model.Kind kind, List<String> files, Difference difference) {}

  /** Models, compared with those of the last bundle. */
  static StatusModels of(List<Model> models, @Nullable Synced last) {
    Map<String, ModelEntry> before =
        last == null ? Collections.emptySortedMap() : last.content().models();
    List<Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Model model : models) {
      ids.add(model.id());
      rows.add(
          new Row(
              model.id(),
              model.className(),
              model.kind(),
              model.files(),
              difference(model, before.get(model.id()))));
    }
    rows.sort(Comparator.comparing(Row::id, BundlePath.ORDER));
    return new StatusModels(
        rows, before.keySet().stream().filter(id -> !ids.contains(id)).toList());
  }

  private static Difference difference(Model model, @Nullable ModelEntry before) {
    if (before == null) {
      return Difference.ADDED;
    }
    boolean same =
        before.className().equals(model.className())
            && Set.copyOf(before.files()).equals(Set.copyOf(model.files()));
    return same ? Difference.NONE : Difference.CHANGED;
  }

  /** Those of the last bundle. */
  static StatusModels of(@Nullable Synced last) {
    Map<String, ModelEntry> before =
        last == null ? Collections.emptySortedMap() : last.content().models();
    List<Row> rows = new ArrayList<>();
    before.forEach(
        (id, model) ->
            rows.add(new Row(id, model.className(), model.kind(), model.files(), Difference.NONE)));
    return new StatusModels(rows, List.of());
  }

  /** Whether they are the same models, with files of the same names. */
  boolean areSame() {
    return removed.isEmpty() && rows.stream().allMatch(row -> row.difference() == Difference.NONE);
  }

  /**
   * How they differ.
   *
   * @param changed files with other content
   */
  Changes changes(Set<String> changed) {
    return Changes.of(
        ids(row -> row.difference() == Difference.ADDED),
        removed,
        ids(
            row ->
                row.difference() == Difference.CHANGED
                    || (row.difference() == Difference.NONE
                        && row.files().stream().anyMatch(changed::contains))));
  }

  private List<String> ids(Predicate<Row> wanted) {
    return rows.stream().filter(wanted).map(Row::id).toList();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(rows.size());
    for (Row row : rows) {
      CacheCodec.text(out, row.id());
      CacheCodec.text(out, row.className());
      CacheCodec.text(out, row.kind().name());
      CacheCodec.texts(out, row.files());
      CacheCodec.text(out, row.difference().name());
    }
    CacheCodec.texts(out, removed);
  }

  static StatusModels read(ByteBuffer in) {
    List<Row> rows = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      String id = CacheCodec.text(in);
      String className = CacheCodec.text(in);
      Model.Kind kind = Model.Kind.valueOf(CacheCodec.text(in));
      List<String> files = CacheCodec.texts(in);
      Difference difference = Difference.valueOf(CacheCodec.text(in));
      rows.add(new Row(id, className, kind, files, difference));
    }
    return new StatusModels(rows, CacheCodec.texts(in));
  }
}
