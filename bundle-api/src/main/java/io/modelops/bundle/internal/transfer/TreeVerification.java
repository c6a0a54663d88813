package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.VerifyResult;
import io.modelops.bundle.value.VerifyResult.Fault;
import io.modelops.bundle.value.VerifyResult.Finding;
import io.modelops.bundle.value.VerifyResult.Kind;
import io.modelops.bundle.value.WorkspaceState.Synced;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads every file of the last sync in a project, and compares. */
public final class TreeVerification {
  private final Project project;
  private final Operation operation;
  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sound = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  public TreeVerification(Project project) {
    this.project = project;
    this.operation = project.operation();
  }

  /**
   * Compares.
   *
   * @param last the last push or pull; null if there was none
   */
  public VerifyResult run(@Nullable Synced last) {
    if (last == null) {
      throw new WorkspaceException(
          ErrorCode.NOTHING_SYNCED,
          List.of(),
          "nothing was pushed from or pulled to " + project.root() + " yet",
          "verify a bundle by its reference, or push or pull first",
          null);
    }
    List<Map.Entry<String, FileEntry>> files = List.copyOf(last.content().files().entrySet());
    ProjectFiles onDisk = ProjectFiles.onDisk(project);
    operation.started(
        Phase.HASH, files.size(), files.stream().mapToLong(file -> file.getValue().size()).sum());
    try {
      List<Boolean> unused =
          operation.map(files, file -> verify(file.getKey(), file.getValue(), onDisk));
    } catch (IOException e) {
      throw new IllegalStateException("every failure is a finding", e);
    }
    operation.completed(Phase.HASH);
    return VerifyResult.of(last.reference(), last.digest())
        .withBundleDigest(last.content().bundleDigest())
        .withRead(0, sound.get(), bytes.get())
        .withFindings(findings);
  }

  private boolean verify(String path, FileEntry expected, ProjectFiles onDisk) {
    FileEntry found;
    try {
      found = onDisk.hash(path, operation);
    } catch (ManifestException e) {
      Fault fault =
          switch (e.errorCode()) {
            case FILE_MISSING -> Fault.MISSING;
            case SYMBOLIC_LINK, NOT_A_FILE -> Fault.CHANGED;
            default -> Fault.UNREADABLE;
          };
      String why = String.valueOf(e.getMessage());
      return findings.add(new Finding(Kind.FILE, path, fault, expected.digest(), null, why));
    }
    long unused = bytes.addAndGet(found.size());
    if (found.equals(expected)) {
      return sound.incrementAndGet() > 0;
    }
    return findings.add(
        new Finding(
            Kind.FILE,
            path,
            Fault.CHANGED,
            expected.digest(),
            found.digest(),
            "it has other content than the last push or pull"));
  }
}
