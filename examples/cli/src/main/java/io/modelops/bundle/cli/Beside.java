package io.modelops.bundle.cli;

import io.modelops.bundle.Referrers;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.json.ModelReport;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is attached to a bundle. To look at a bundle does not fail because of it.
 *
 * @param referrers null if the place does not tell
 * @param report null if none is attached, or it cannot be read
 */
record Beside(@Nullable List<Descriptor> referrers, @Nullable List<Model> report) {
  static Beside of(Invocation invocation, Inspection bundle) {
    List<Descriptor> referrers = null;
    try {
      Referrers all =
          Remote.bundles(invocation).referrers(bundle.pinned(), invocation.registryOptions());
      referrers = all.list();
      Optional<List<Model>> report = ModelReport.of(all, referrers);
      return new Beside(referrers, report.orElse(null));
    } catch (RegistryException | IOException e) {
      invocation
          .console()
          .warning(
              "what is attached to it cannot be read: "
                  + Text.show(String.valueOf(e.getMessage())));
      return new Beside(referrers, null);
    }
  }

  /** What the report says of a model. */
  Optional<Model> of(String id) {
    return report == null
        ? Optional.empty()
        : report.stream().filter(model -> model.id().equals(id)).findFirst();
  }
}
