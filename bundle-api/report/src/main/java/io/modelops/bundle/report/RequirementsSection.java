package io.modelops.bundle.report;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.SourceRange;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has to be installed for the models of the bundle. */
final class RequirementsSection {
  private final Links links;
  private final Html html;
  private final SortedMap<String, Requirement> byModule = new TreeMap<>(BundlePath.ORDER);
  private final Map<String, Integer> uses = new HashMap<>();

  RequirementsSection(Content content, Links links, Html html) {
    this.links = links;
    this.html = html;
    for (Model model : content.chosen()) {
      for (Requirement each : model.requirements()) {
        byModule.put(each.module(), each);
        uses.merge(each.module(), 1, Integer::sum);
      }
    }
  }

  void write() {
    if (byModule.isEmpty()) {
      return;
    }
    html.open("section", "id", "requirements").element("h2", "Requirements").raw("\n");
    html.tableOf("Module", "Distribution", "Asked for", "Locked", "Models", "Declared");
    for (Requirement each : byModule.values()) {
      html.open("tr").open("th", "scope", "row").element("code", each.module()).close();
      html.open("td").element("code", each.distribution()).close();
      html.element("td", each.specifier() == null ? "" : each.specifier());
      html.element("td", each.locked() == null ? "" : each.locked());
      html.element("td", String.valueOf(uses.getOrDefault(each.module(), 0)), "class", "number");
      html.open("td");
      declared(each);
      html.close().end();
    }
    html.endTable();
    html.end();
  }

  private void declared(Requirement requirement) {
    SourceRange place = requirement.declared();
    if (requirement.state() == Requirement.State.UNDECLARED) {
      html.element("strong", "undeclared");
    } else if (requirement.state() == Requirement.State.EXTRA) {
      html.text("an extra ");
    }
    if (place != null) {
      links.place(html, place);
    }
  }
}
