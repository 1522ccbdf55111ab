package dev.unthrottle.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.conformance.ReportFile.Part;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever pastes a snippet gets what it says. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnippetConformanceTest {

  /** The clients that no distribution, pip, npm or Maven installs without more. */
  private static final Set<ClientId> WITHOUT_A_TOOL =
      Set.of(
          ClientId.DOTNET,
          ClientId.POWERSHELL,
          ClientId.PHP,
          ClientId.RUST,
          ClientId.CPP,
          ClientId.KOTLIN,
          ClientId.SWIFT);

  private List<PasteTool> tools;
  private List<SnippetResult> results;

  @BeforeAll
  void run() throws IOException, InterruptedException {
    tools = PasteTools.all();
    Instant start = Clock.systemUTC().instant();
    results = SnippetTrials.of(tools);
    Duration took = Duration.between(start, Clock.systemUTC().instant());
    ReportFile.write(Part.SNIPPETS, SnippetReport.of(tools, results, notRun(), took));
  }

  Stream<String> tools() {
    return tools.stream().map(PasteTool::name);
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aSnippet_doesWhatItSays(String tool) {
    List<SnippetResult> own =
        results.stream().filter(result -> result.pasted().tool().equals(tool)).toList();
    assertThat(own).isNotEmpty();
    assertThat(own).filteredOn(result -> !result.differences().isEmpty()).isEmpty();
  }

  @Test
  void everyClientThatIsHere_hasItsSnippetsRun() {
    Set<ClientId> run =
        results.stream()
            .map(result -> result.pasted().variant().client())
            .collect(Collectors.toSet());
    assertThat(ClientId.values())
        .filteredOn(client -> !run.contains(client))
        .containsExactlyInAnyOrderElementsOf(WITHOUT_A_TOOL);
  }

  private List<ClientVariant> notRun() {
    List<ClientVariant> run = tools.stream().flatMap(tool -> tool.itsVariants().stream()).toList();
    return ClientCatalog.bundled().variants().stream().filter(v -> !run.contains(v)).toList();
  }
}
