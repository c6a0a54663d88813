package consumer;

import com.fasterxml.jackson.core.json.PackageVersion;
import io.modelops.bundle.Bundle;
import java.nio.file.Path;
import java.util.List;
import org.antlr.v4.runtime.RuntimeMetaData;

final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println(RuntimeMetaData.getRuntimeVersion() + " " + PackageVersion.VERSION);
    System.out.println(
        Bundle.open(Path.of(args[0]))
            .discover()
            .select(model -> model.id().startsWith("epi."))
            .with(List.of("data/contacts.csv"))
            .manifest()
            .digest());
  }
}
