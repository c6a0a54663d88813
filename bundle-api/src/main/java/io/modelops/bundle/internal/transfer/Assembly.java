package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ManifestContent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The artifact of a manifest document and the project's files. */
final class Assembly {
  private Assembly() {}

  static Artifact of(Project project, Push.Document document, Operation operation)
      throws IOException {
    ArtifactFormat format = project.providers().one(ArtifactFormat.class, "bundle-registry");
    ManifestContent content = document.content();
    ProjectFiles files = new ProjectFiles(project);
    Map<String, Blob> blobs = new HashMap<>();
    content.files().forEach((path, entry) -> blobs.put(path, files.blob(path, entry)));
    return format.assemble(document.bytes(), document.mediaType(), content, blobs, operation);
  }
}
