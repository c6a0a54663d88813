package consumer;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import java.nio.file.Path;
import java.util.List;

final class Main {
  private Main() {}

  public static void main(String[] args) {
    Manifest manifest =
        Bundle.open(Path.of(args[0]))
            .discover()
            .select(model -> model.id().startsWith("epi."))
            .with(List.of("data/contacts.csv"))
            .manifest();
    System.out.println(manifest.digest());
    System.out.println(manifest.push(args[1]).digest());
  }
}
