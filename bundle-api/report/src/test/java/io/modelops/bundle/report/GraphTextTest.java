package io.modelops.bundle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph as Graphviz and Mermaid read it. */
class GraphTextTest {
  private static final String MERMAID = "mermaid.min.js";

  @TempDir Path directory;

  /** Labels and edges as Graphviz has read them. */
  private List<String> graphviz(Report report) throws IOException {
    Programs.require("dot");
    Path file = Files.writeString(directory.resolve("graph.dot"), report.text(ReportFormat.DOT));
    Path drawn = directory.resolve("graph.svg");
    assertThat(Programs.run("dot", "-Tsvg", "-o", drawn.toString(), file.toString())).isEmpty();
    return Files.readString(drawn)
        .lines()
        .filter(line -> line.startsWith("<text") || line.startsWith("<title>"))
        .map(line -> line.replaceAll("<[^>]*>", ""))
        .map(GraphTextTest::plain)
        .toList();
  }

  private static String plain(String xml) {
    return xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#45;", "-")
        .replace("&#160;", " ")
        .replace("&amp;", "&");
  }

  @Test
  void graphvizDrawsFilesClassesAndTheirEdges() throws IOException {
    assertThat(graphviz(new Project(directory.resolve("p")).withModels(2).report()))
        .contains("src/city/area0/", "common.py", "city.area0.common:Local", "mesa.Model")
        .contains("f0->f3", "c0->c3");
  }

  @Test
  void graphvizShowsHostileNamesAsTheyAre() throws IOException {
    assertThat(graphviz(HostileProject.in(directory.resolve("p")).report()))
        .contains("subgraph.py", "end.py", "subgraph:Ende", "end:Naïve漢", "f1->f0", "c1->c0");
    Project project = new Project(directory.resolve("q"));
    assertThat(graphviz(HostileProject.inOddDirectory(project).report()))
        .contains(HostileProject.DIRECTORY + "/");
  }

  @Test
  void mermaidDrawsFilesClassesAndTheirEdges() throws IOException {
    Report report = new Project(directory.resolve("p")).withModels(2).report();
    assertThat(mermaid(report))
        .contains("src/city/area0/", "common.py", "city.area0.common:Local", "mesa.Model");
  }

  @Test
  void mermaidShowsHostileNamesAsTheyAre() throws IOException {
    Project project = new Project(directory.resolve("q"));
    assertThat(mermaid(HostileProject.inOddDirectory(project).report()))
        .contains(HostileProject.DIRECTORY + "/", "subgraph.py", "end.py", "end:Naïve漢");
  }

  /** The text of the drawing. */
  private String mermaid(Report report) throws IOException {
    Programs.require(MERMAID);
    Path page =
        Files.writeString(
            directory.resolve("mermaid.html"),
            "<!DOCTYPE html><meta charset=utf-8><pre class=mermaid></pre><script src='"
                + Programs.find(MERMAID).orElseThrow().toUri()
                + "'></script>");
    try (Browser browser = Browser.start()) {
      browser.open(page);
      return String.valueOf(
          browser.await(
              "mermaid.initialize({startOnLoad: false}); const {svg} = await mermaid.render('drawn',"
                  + " arguments[0]); document.body.innerHTML = svg;"
                  + " return document.body.innerText",
              report.text(ReportFormat.MERMAID)));
    }
  }
}
