package io.modelops.bundle.report;

import io.modelops.bundle.value.SourceRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that lead to where the page tells more of them.
 *
 * @param models places in the page by class name
 * @param files the same by path
 */
record Links(Map<String, String> models, Map<String, String> files) {
  static Links of(Content content) {
    return new Links(content.modelAnchors(), content.fileAnchors());
  }

  void file(Html html, String path) {
    link(html, path, files.get(path));
  }

  /** The file of a place leads somewhere, the line is told. */
  void place(Html html, SourceRange place) {
    link(html, place.toString(), files.get(place.file()));
  }

  void model(Html html, String id, String className) {
    link(html, id, models.get(className));
  }

  private static void link(Html html, String text, @Nullable String anchor) {
    html.open("code");
    if (anchor == null) {
      html.text(text);
    } else {
      html.element("a", text, "href", "#" + anchor);
    }
    html.close();
  }
}
