package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.util.List;

/** Sends the blobs of a small artifact, one after the other. */
record ArtifactUpload(Repository repository, Operation operation) {
  void send(List<Part> blobs) throws IOException {
    long bytes = blobs.stream().mapToLong(blob -> blob.descriptor().size()).sum();
    operation.started(Phase.PUSH, blobs.size(), bytes);
    for (Part blob : blobs) {
      operation.check();
      send(blob);
    }
    operation.completed(Phase.PUSH);
  }

  private void send(Part part) throws IOException {
    Descriptor blob = part.descriptor();
    if (repository.exists(blob)) {
      operation.advanced(Phase.PUSH, blob.title(), blob.size());
      operation.finished(Phase.PUSH, blob.title(), Outcome.PRESENT);
    } else {
      repository.push(blob, WatchedStream.of(part.content(), operation, Phase.PUSH, blob.title()));
      operation.finished(Phase.PUSH, blob.title(), Outcome.SENT);
    }
  }
}
