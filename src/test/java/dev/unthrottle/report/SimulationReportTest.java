package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.report.SimulationReport.Scenario;
import dev.unthrottle.simulation.Caller;
import dev.unthrottle.simulation.FunctionModel;
import dev.unthrottle.simulation.Load;
import dev.unthrottle.simulation.Network;
import dev.unthrottle.simulation.Simulation;
import dev.unthrottle.simulation.SimulationPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationReportTest {

  @Test
  void thePicture_showsEveryScenario_andStandsAlone() {
    DrawnPicture picture = DrawnPicture.of(report("now", "<b>patient</b>").svg(400));
    picture.requireLegible();
    assertThat(picture.width()).isEqualTo(400);
    assertThat(picture.texts()).contains("now", "<b>patient</b>");
  }

  @Test
  void thePage_tellsTheScenariosSideBySide() throws Exception {
    ParsedPage page = ParsedPage.of(report("now", "patient").html());
    assertThat(page.ids()).contains("verdict", "what-if", "picture").doesNotHaveDuplicates();
    assertThat(page.texts("th")).contains("now", "patient");
    assertThat(page.elements("style")).hasSize(1);
  }

  /** 70 s with one slot, and a client that waits 60 s. */
  private static SimulationReport report(String... names) {
    ResolvedClient client =
        ClientCatalog.bundled().resolve(ClientConfiguration.defaults(ClientId.AWS_CLI, "2.31.0"));
    var plan =
        new SimulationPlan(
            1_000,
            Map.of("f", 1),
            Map.of(),
            List.of(FunctionModel.steady("f", Duration.ofSeconds(70), Duration.ofMinutes(15))),
            List.of(new Caller("f", client.client(), Load.once())),
            Network.NONE,
            SimulationReport.RECORDED_CALLS);
    return new SimulationReport(
        List.of(names).stream()
            .map(name ->
                new Scenario(
                    name, client, Duration.ofMinutes(15), 1, Simulation.run(plan, 7), null))
            .toList(),
        List.of());
  }
}
