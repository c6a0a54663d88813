package io.modelops.bundle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.InWholeSweeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser. */
class BrowserTest {
  private static final String CY = "document.getElementById('graph-view')._cyreg.cy";
  private static final int MAX_SHOWN_AT_FIRST = 61;

  @TempDir Path directory;
  private Browser browser;

  @BeforeEach
  void start() {
    browser = Browser.start();
  }

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private Path page(Project project) throws IOException {
    return Files.writeString(directory.resolve("page.html"), project.html());
  }

  private Path models(int number) throws IOException {
    return page(new Project(directory.resolve("p")).withModels(number));
  }

  private long number(String expression) {
    return ((Number) Objects.requireNonNull(browser.ask(expression))).longValue();
  }

  private String about() {
    return browser.find("#graph-about").getText();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 500})
  void pageAsksForNothingAndHasNothingToComplainOf(int number) throws IOException {
    Path page = models(number);
    browser.open(page);
    assertThat(number(CY + ".nodes().length")).isBetween(5L, (long) MAX_SHOWN_AT_FIRST);
    assertThat(browser.requests()).containsExactly(page.toUri().toString());
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void pageIsForbiddenToAskForAnything() throws IOException {
    browser.open(models(1));
    Object answer =
        browser.await(
            "return await new Promise(done => { const image = new Image();"
                + " image.onload = () => done('loaded'); image.onerror = () => done('refused');"
                + " image.src = location.href; })");
    assertThat(answer).isEqualTo("refused");
    assertThat(browser.complaints()).singleElement().asString().contains("Content Security Policy");
  }

  @Test
  void everythingButTheGraphIsReadWithoutAScript() throws IOException {
    browser.withoutScript().open(models(5));
    assertThat(browser.all(".script")).isNotEmpty().noneMatch(WebElement::isDisplayed);
    assertThat(browser.find("#graph-list").getText())
        .contains("src/city/area0/common.py imports src/city/base.py")
        .contains("city.base:Base derives from mesa.Model");
    assertThat(browser.find("#m3 table").isDisplayed()).isFalse();
    browser.find("#m3 > summary").click();
    assertThat(browser.find("#m3 table").getText()).contains("rates.DAYS computed");
    assertThat(browser.find("#files").getText()).contains("defines city.area0.town3:Town3");
    assertThat(browser.find("#problems").getText()).contains("never closed");
  }

  @Test
  void modelsAreFiltered() throws IOException {
    browser.open(models(30));
    browser.find("#filter").sendKeys("TOWN12");
    assertThat(browser.all("#models .model")).filteredOn(WebElement::isDisplayed).hasSize(1);
    assertThat(browser.find("#filter-count").getText()).isEqualTo("1 of 30");
  }

  @Test
  @InWholeSweeps
  void linksOpenWhatIsFolded() throws IOException {
    browser.open(models(5));
    browser.find("#files a[href='#m3']").click();
    assertThat(browser.find("#m3 table").isDisplayed()).isTrue();
    browser.find("#m3 > summary").click();
    browser.find("#files a[href='#m3']").click();
    assertThat(browser.find("#m3 table").isDisplayed()).isTrue();
  }

  @Test
  @InWholeSweeps
  void searchUnfoldsWhatItFindsAndPutsItIntoTheMiddle() throws IOException {
    browser.open(models(500));
    WebElement search = browser.find("#graph-search");
    search.sendKeys("town42");
    assertThat(about()).isEqualTo("11 found");
    search.sendKeys(Keys.ENTER, Keys.ENTER);
    assertThat(about())
        .startsWith("src/city/area42/town420.py, 2 of 11 found")
        .contains("imports src/city/rates.py src/city/area42/common.py");
    String found = CY + ".nodes('.current')";
    browser.await("const cy = " + CY + "; while (cy.animated()) await cy.promiseOn('render')");
    assertThat(browser.ask(found + ".data('label')")).isEqualTo("town420.py");
    assertThat(
            browser.ask(
                "Math.abs("
                    + found
                    + ".renderedPosition('x') - document.getElementById('graph-view').clientWidth"
                    + " / 2) < 2"))
        .isEqualTo(true);
    search.clear();
    search.sendKeys("nowhere");
    assertThat(about()).isEqualTo("Nothing is named like that.");
  }

  @Test
  @InWholeSweeps
  void packagesAreFoldedAndUnfolded() throws IOException {
    browser.open(models(500));
    browser.find("#graph-unfold").click();
    assertThat(number(CY + ".nodes('.MODEL').length")).isEqualTo(500);
    browser.find("#graph-fold").click();
    assertThat(browser.ask(CY + ".nodes().map(node => node.data('label')).join()"))
        .isEqualTo("src/city/ (553)");
    browser.find("input[name=part][value='1']").click();
    assertThat(browser.ask(CY + ".getElementById('g0').nonempty()")).isEqualTo(true);
    assertThat(number(CY + ".edges().length")).isGreaterThan(40);
  }

  @Test
  void graphIsUsedByKeyboardAlone() throws IOException {
    browser.open(models(5));
    browser.find("#graph-fit").sendKeys(Keys.TAB);
    WebElement graph = browser.focused();
    assertThat(graph.getAttribute("id")).isEqualTo("graph-view");
    press(graph, Keys.ARROW_DOWN, "src/city/units.py");
    press(graph, Keys.ARROW_UP, "src/city/area0/town");
    String file = about().lines().findFirst().orElseThrow();
    graph.sendKeys(Keys.ENTER);
    assertThat(browser.find("tr:target").getText()).startsWith(file);
    graph.sendKeys(Keys.ESCAPE);
    assertThat(about()).isEmpty();
    double zoom = Double.parseDouble(String.valueOf(browser.ask(CY + ".zoom()")));
    graph.sendKeys("-");
    assertThat(Double.parseDouble(String.valueOf(browser.ask(CY + ".zoom()")))).isLessThan(zoom);
  }

  /** Presses a key until the graph tells of something. */
  private void press(WebElement graph, Keys key, String wanted) {
    while (!about().startsWith(wanted)) {
      String before = about();
      graph.sendKeys(key);
      assertThat(about()).as("what comes after").isNotEqualTo(before);
    }
  }

  @Test
  @InWholeSweeps
  void packageIsFoldedByKeyboard() throws IOException {
    browser.open(models(5));
    browser.find("#graph-fold").click();
    WebElement graph = browser.find("#graph-view");
    graph.sendKeys(Keys.ARROW_DOWN);
    assertThat(about()).isEqualTo("src/city/, 9, folded");
    graph.sendKeys(Keys.ENTER);
    assertThat(about()).isEqualTo("src/city/, 9, unfolded");
    assertThat(number(CY + ".nodes().length")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textCanBeReadInEachScheme(String scheme) throws IOException {
    browser.scheme(scheme).open(models(2));
    for (String text : List.of("ink", "faint", "link", "model", "bad")) {
      for (String ground : List.of("paper", "panel")) {
        assertThat(contrast(text, ground)).as(text + " on " + ground).isGreaterThanOrEqualTo(4.5);
      }
    }
    for (String ground : List.of("model-fill", "needed-fill", "outside-fill", "mark")) {
      assertThat(contrast("ink", ground)).as("ink on " + ground).isGreaterThanOrEqualTo(4.5);
    }
  }

  /** As WCAG defines it. */
  private double contrast(String text, String ground) {
    Object answer =
        browser.await(
            "const light = name => { const colour = getComputedStyle(document.documentElement)"
                + ".getPropertyValue('--' + name).trim(); const part = at => { const c ="
                + " parseInt(colour.slice(at, at + 2), 16) / 255; return c <= 0.04045 ? c / 12.92"
                + " : ((c + 0.055) / 1.055) ** 2.4; }; return 0.2126 * part(1) + 0.7152 * part(3)"
                + " + 0.0722 * part(5) + 0.05; }; const [a, b] = [light(arguments[0]),"
                + " light(arguments[1])]; return Math.max(a, b) / Math.min(a, b)",
            text,
            ground);
    return Double.parseDouble(String.valueOf(answer));
  }

  @Test
  @InWholeSweeps
  void graphFollowsTheSchemeWhileItIsOpen() throws IOException {
    browser.scheme("light").open(models(2));
    String ink = CY + ".nodes('.MODEL').style('color')";
    assertThat(browser.ask(ink)).isEqualTo("rgb(27,37,48)");
    browser.scheme("dark");
    String next = "await new Promise(done => requestAnimationFrame(done))";
    browser.await("while (" + ink + " === 'rgb(27,37,48)') " + next);
    assertThat(browser.ask(ink)).isEqualTo("rgb(228,233,238)");
    assertThat(browser.find("body").getCssValue("background-color")).contains("20, 24, 29");
  }

  @Test
  @InWholeSweeps
  void printedPageHasAllOpenAndNothingDark() throws IOException {
    browser.withoutScript().printing().open(models(5));
    assertThat(browser.find("body").getCssValue("background-color")).contains("255, 255, 255");
    assertThat(browser.find("body").getCssValue("color")).contains("0, 0, 0");
    String table = "document.querySelector('#m3 table')";
    assertThat(String.valueOf(browser.ask(table + ".innerText"))).contains("rates.DAYS computed");
    assertThat(number(table + ".offsetHeight")).isGreaterThan(80);
    assertThat(browser.find("#graph-list").getText()).contains("derives from mesa.Model");
    assertThat(browser.find("#graph-view").isDisplayed()).isFalse();
  }

  @Test
  void narrowScreenNeedsNoScrollingAside() throws IOException {
    browser.wide(390).open(models(5));
    browser.find("#m3 > summary").click();
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
  }

  @Test
  void hostileNamesAreNamesOnly() throws IOException {
    browser.open(page(HostileProject.in(directory.resolve("q"))));
    assertThat(browser.ask("document.title")).isEqualTo("Models: 1 model in the bundle");
    assertThat(browser.find("#m0 > summary").getText())
        .contains(HostileProject.ID, HostileProject.SHOWN);
    assertThat(browser.find("#files").getText())
        .contains(HostileProject.DIRECTORY + "/" + HostileProject.DATA);
    assertThat(browser.complaints()).isEmpty();
    Path other = page(HostileProject.inOddDirectory(new Project(directory.resolve("r"))));
    browser.open(other).find("#graph-search").sendKeys(HostileProject.DIRECTORY, Keys.ENTER);
    assertThat(about()).startsWith(HostileProject.DIRECTORY + "/end.py, 1 of 2 found");
    assertThat(browser.complaints()).isEmpty();
  }
}
