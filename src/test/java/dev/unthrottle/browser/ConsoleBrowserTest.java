package dev.unthrottle.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one does with the console, as {@code unthrottle serve} serves it before a sandbox. */
@Tag("conformance")
@ExtendWith(ServedConsole.Resolver.class)
class ConsoleBrowserTest {

  private static final String ERROR =
      "An error occurred (TooManyRequestsException) when calling the Invoke operation"
          + " (reached max retries: 2): Rate Exceeded.";

  /**
   * A client that hangs up on a run of 700 ms after 300 ms, and tries once more within 100 ms: its
   * first run is still there.
   */
  private static final String IMPATIENT =
      "client=js-v3&version=3.600.0&read=300ms&attempts=2&duration=700ms&timeout=2s&slots=1&calls=1";

  /** A probe makes a few invocations of 700 ms, and CloudWatch is asked before and after. */
  private static final LocatorAssertions.ContainsTextOptions AWS_PATIENCE =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final ServedConsole console;

  ConsoleBrowserTest(ServedConsole console) {
    this.console = console;
  }

  @Test
  void aFirstVisit_showsTheCaseThatCollidesWithItself_andAsksNobodyElse() {
    ConsolePage page = open("");
    assertThat(page.headline()).containsText("collides with itself");
    assertThat(page.figures("Ends")).hasText(new String[] {"refused with 429", "answered"});
    assertThat(page.visit().requests())
        .allMatch(request -> request.startsWith(console.address() + "/"));
  }

  @Test
  void aPastedError_isExplained() {
    ConsolePage page = open("");
    page.field("Error text").fill(ERROR);
    assertThat(page.part("explanation")).containsText("Lambda refused an Invoke");
    assertThat(page.part("explanation")).containsText("client-timeout-self-collision");
    page.field("Error text").fill("");
    assertThat(page.part("explanation")).isEmpty();
  }

  @Test
  void aClient_isChosenOrTyped_andItsSettingsAreShown() {
    ConsolePage page = open("");
    Locator settings = page.part("effective");
    page.choice("Client").selectOption("java-v2");
    assertThat(settings).containsText("java-v2");
    page.visit().expectRefusals(); // for a moment that is a version of the SDK for Java
    page.choice("Version").fill("boto3@1.26.0");
    assertThat(page.choice("Client")).hasValue("boto3");
    assertThat(page.choice("Version")).hasValue("1.26.0");
    assertThat(settings).containsText("legacy");
    assertThat(settings).containsText(Pattern.compile("Attempts[^0-9]*5"));
  }

  @Test
  void aSlider_followsTheArrowKeys_andThePictureFollowsTheSlider() {
    ConsolePage page = open("");
    String before = page.picture().innerHTML();
    page.slider("Read timeout").focus();
    page.page().keyboard().press("End");
    assertThat(page.headline()).not().containsText("collides with itself");
    assertThat(page.figures("Ends").first()).hasText("answered");
    assertThat(page.settle().picture().innerHTML()).isNotEqualTo(before);
    page.page().keyboard().press("ArrowLeft");
    assertThat(page.field("Read timeout")).hasValue("19m");
  }

  @Test
  void aSlider_isDragged_andTheFiguresFollow() {
    ConsolePage page = open("");
    page.slider("Reserved slots").scrollIntoViewIfNeeded();
    BoundingBox slider =
        Objects.requireNonNull(page.slider("Reserved slots").boundingBox(), "the slider");
    page.page().mouse().move(slider.x + 1, slider.y + slider.height / 2);
    page.page().mouse().down();
    for (double way = 0.1; way <= 0.5; way += 0.1) {
      page.page().mouse().move(slider.x + way * slider.width, slider.y + slider.height / 2);
    }
    page.page().mouse().up();
    assertThat(page.figures("Runs per call").first()).hasText("3");
    assertThat(page.field("Reserved slots")).hasValue("10");
  }

  @Test
  void theRecommendedSettings_endIt_andWhatToPasteIsCopied() {
    ConsolePage page = open("");
    page.button("Use the recommended settings").click();
    assertThat(page.figures("Ends").first()).hasText("answered");
    page.part("snippet").locator("summary").click();
    page.visit().allowClipboard();
    page.button("Copy").click();
    assertThat(page.button("Copied")).isVisible();
    assertThat(page.visit().clipboard().strip()).isEqualTo(page.part("snippet-text").textContent());
  }

  @Test
  void aWrongValue_isToldAtItsField() {
    ConsolePage page = open("");
    page.visit().expectRefusals();
    page.field("Read timeout").fill("60");
    assertThat(page.field("Read timeout")).hasAttribute("aria-invalid", "true");
    assertThat(page.field("Read timeout"))
        .hasAccessibleDescription(Pattern.compile("60s.*Found: 60"));
    page.field("Read timeout").fill("60s");
    assertThat(page.field("Read timeout")).not().hasAttribute("aria-invalid", "true");
  }

  @Test
  void aLink_showsTheSameToSomebodyElse() {
    ConsolePage page = open(IMPATIENT);
    page.field("Function name or ARN").fill("DelayFunction");
    page.visit().allowClipboard();
    page.button("Copy link").click();
    assertThat(page.button("Copied")).isVisible();
    String link = page.visit().clipboard();

    Visit other = CHROMIUM.visit(Look.plain());
    other.page().navigate(link);
    ConsolePage same = new ConsolePage(other).settle();
    assertThat(same.entered()).isEqualTo(page.entered());
    assertThat(same.headline()).hasText(page.headline().textContent());
    assertThat(same.picture().innerHTML()).isEqualTo(page.picture().innerHTML());
  }

  @Test
  void anError_isInTheLink_onlyIfOneWantsIt() {
    ConsolePage page = open("");
    page.field("Error text").fill(ERROR);
    page.field("Function name or ARN").fill("DelayFunction");
    assertThat(page.page()).hasURL(Pattern.compile("DelayFunction"));
    assertThat(page.page().url()).doesNotContain("TooManyRequests");
    page.page().getByLabel("Put this text into the link").check();
    assertThat(page.page()).hasURL(Pattern.compile("TooManyRequests"));
  }

  /** From the first key to the proof; the page has no mouse in this test. */
  @Test
  void aDiagnosis_isProven_withTheKeyboardAlone() {
    ConsolePage page = open(IMPATIENT);
    var keyboard = page.page().keyboard();
    page.tabTo("function");
    keyboard.type("DelayFunction");
    tabToPlan(page);
    keyboard.press("ArrowDown"); // measure
    keyboard.press("ArrowDown"); // reproduce
    keyboard.press("ArrowDown"); // prove
    page.tabTo("exclusive");
    keyboard.press("Space");
    page.tabTo("start");
    keyboard.press("Enter");
    assertThat(page.part("plan")).containsText("nothing was invoked yet", AWS_PATIENCE);
    assertThat(console.aws().counts("DelayFunction").executions()).isZero();

    page.tabTo("run");
    keyboard.press("Enter");
    assertThat(page.part("progress").locator("progress")).isVisible();
    isProven(page);
    assertThat(page.part("answer")).isFocused();
    isReported(page);
  }

  /** A group of radio buttons is one stop, at the button that is chosen. */
  private static void tabToPlan(ConsolePage page) {
    page.tabTo("caller-attempts");
    page.page().keyboard().press("Tab");
  }

  private static void isProven(ConsolePage page) {
    assertThat(page.part("answer")).containsText("proven", AWS_PATIENCE);
    assertThat(page.part("answer")).containsText("client-timeout-self-collision");
    assertThat(page.part("answer")).containsText("What to paste, for js-v3");
  }

  /** The full report is served with a policy that it keeps, and asks nobody for anything. */
  private void isReported(ConsolePage page) {
    String link = page.part("answer").getByText("The full report").getAttribute("href");
    Visit report = CHROMIUM.visit(Look.plain());
    report.page().navigate(console.address() + "/" + link);
    assertThat(report.page().locator("h1")).containsText("hung up after 300 ms");
    assertThat(report.requests()).hasSize(1);
    assertThat(Axe.violations(report.page())).isEmpty();
  }

  @Test
  void theKeyboard_stopsAtEveryControl_inTheOrderOfThePage_andShowsWhereItIs() {
    List<Integer> stops = open("").stops();
    assertThat(stops)
        .hasSizeGreaterThan(15)
        .isEqualTo(IntStream.range(0, stops.size()).boxed().toList());
  }

  @Test
  void isLegible_andHasNoBarriers_inEveryState() {
    ConsolePage page = open("");
    page.field("Error text").fill(ERROR);
    assertThat(page.part("explanation")).containsText("It can be");
    unfoldAll(page);
    page.page().getByText("Prove:").click();
    page.field("Payload, as JSON").fill("{");
    Layout layout = new Layout(page.page());
    assertThat(Look.extremes())
        .allSatisfy(look -> {
          page.visit().look(look);
          page.settle();
          assertThat(Axe.violations(page.page())).isEmpty();
          assertThat(layout.overflow()).isZero();
          assertThat(layout.smallText()).isEmpty();
          assertThat(layout.collisions()).isEmpty();
        });
  }

  private static void unfoldAll(ConsolePage page) {
    page.page().evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
  }

  private ConsolePage open(String fragment) {
    return console.open(CHROMIUM.visit(Look.plain()), fragment).settle();
  }
}
