package io.modelops.bundle.registry.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.modelops.bundle.registry.tar.TarEntry;
import io.modelops.bundle.registry.tar.TarStream;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.ImageBuilder.Recipe;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of Jib, upon a base without layers: what comes out is the new layer, and a configuration
 * that follows from the base's. Jib does not reach the network, has its caches in the scratch
 * directory, and uses threads that end with the run.
 */
record JibBuild(ImageJson json, BaseImage base, Recipe recipe, Scratch scratch) {
  private static final int TICK_MILLIS = 50;
  private static final int MAX_END_SECONDS = 2;
  private static final String CONFIG = "config.json";
  private static final String PYTHONPATH = "PYTHONPATH";

  /** The name of the archive with the image. */
  static final String ARCHIVE = "image.tar";

  /** The digest of the image's manifest, in an OCI archive. */
  Digest run() throws IOException {
    JibContainerBuilder image = image();
    ExecutorService threads = Executors.newCachedThreadPool(JibBuild::daemon);
    try {
      return result(threads.submit(() -> containerize(image, threads)));
    } finally {
      end(threads);
    }
  }

  /** Nobody writes into the scratch directory afterwards. */
  private static void end(ExecutorService threads) {
    List<Runnable> unused = threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      boolean unusedEnd = threads.awaitTermination(MAX_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "modelops-bundle-image");
    thread.setDaemon(true);
    return thread;
  }

  private Digest result(Future<Digest> running) throws IOException {
    while (true) {
      try {
        return running.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        scratch.operation().check();
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
  }

  private static IOException failure(Exception e) {
    Throwable deepest = e;
    while (deepest instanceof ExecutionException && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest instanceof IOException known
        ? known
        : new IOException("the image could not be built: " + deepest.getMessage(), deepest);
  }

  private Digest containerize(JibContainerBuilder image, ExecutorService threads)
      throws IOException,
          InterruptedException,
          ExecutionException,
          RegistryException,
          CacheDirectoryCreationException,
          InvalidImageReferenceException {
    Containerizer to =
        Containerizer.to(TarImage.at(scratch.resolve(ARCHIVE)).named("image"))
            .setBaseImageLayersCache(scratch.resolve("base-layers"))
            .setApplicationLayersCache(scratch.resolve("layers"))
            .setExecutorService(threads)
            .setOfflineMode(true)
            .setToolName("modelops-bundle")
            .setToolVersion("1");
    return Digest.parse(image.containerize(to).getDigest().toString());
  }

  private JibContainerBuilder image() throws IOException {
    try {
      JibContainerBuilder image =
          Jib.from(TarImage.at(bareBase()).named("base"))
              .setFormat(ImageFormat.OCI)
              .setPlatforms(Set.of(new Platform(base.architecture(), base.os())))
              .setCreationTime(recipe.created())
              .setWorkingDirectory(AbsoluteUnixPath.get(recipe.directory()))
              .setFileEntriesLayers(List.of(layer()))
              .addEnvironmentVariable(PYTHONPATH, pythonPath());
      recipe.labels().forEach(image::addLabel);
      return recipe.entrypoint().isEmpty() ? image : image.setEntrypoint(recipe.entrypoint());
    } catch (InvalidImageReferenceException e) {
      throw new IllegalStateException(e); // they are names of ours
    }
  }

  private String pythonPath() {
    String others = base.variable(PYTHONPATH);
    return String.join(":", recipe.pythonPath()) + (others.isEmpty() ? "" : ":" + others);
  }

  /** The base as {@code docker save} would write it, but for its layers. */
  private Path bareBase() throws IOException {
    byte[] config = json.withoutLayers(base.configuration());
    byte[] manifest = json.dockerManifest(CONFIG);
    Scratch.Written bare =
        scratch.write(
            "base.tar",
            () ->
                new TarStream(
                    List.of(
                        new TarEntry(CONFIG, config.length, Blob.of(config)),
                        new TarEntry("manifest.json", manifest.length, Blob.of(manifest)))));
    return bare.file();
  }

  /** The files, verified while they are copied; nobody can change them then. */
  private FileEntriesLayer layer() throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("bundle");
    int number = 0;
    for (Map.Entry<String, Blob> file : recipe.files().entrySet()) {
      Path copy = scratch.write("file-" + number++, file.getValue()).file();
      AbsoluteUnixPath place = AbsoluteUnixPath.get(recipe.directory() + "/" + file.getKey());
      layer.addEntry(
          new FileEntry(copy, place, FilePermissions.DEFAULT_FILE_PERMISSIONS, recipe.created()));
    }
    return layer.build();
  }
}
