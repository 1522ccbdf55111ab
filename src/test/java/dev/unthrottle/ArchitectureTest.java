package dev.unthrottle;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house as it is drawn in the README: which package may use which. */
class ArchitectureTest {

  private static final String ROOT = "dev.unthrottle.";

  /** What each package may use besides itself; {@code app} may use everything. */
  private static final Map<String, List<String>> MAY_USE =
      Map.of(
          "client", List.of(),
          "evidence", List.of(),
          "simulation", List.of("client"),
          "probe", List.of("client", "evidence", "simulation"),
          "diagnosis", List.of("client", "evidence", "simulation", "probe"),
          "report", List.of("client", "evidence", "simulation", "probe", "diagnosis"),
          "aws", List.of("client", "evidence", "simulation", "probe", "diagnosis"),
          "sandbox", List.of("client", "simulation"));

  private static final String[] CORE = {
    ROOT + "client..",
    ROOT + "evidence..",
    ROOT + "simulation..",
    ROOT + "probe..",
    ROOT + "diagnosis..",
    ROOT + "report.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.unthrottle");

  static List<String> packages() {
    return MAY_USE.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackage_usesOnlyWhatTheHouseAllows(String name) {
    String[] allowed =
        MAY_USE.get(name).stream().map(other -> ROOT + other + "..").toArray(String[]::new);
    String[] allowedAndItself = Arrays.copyOf(allowed, allowed.length + 1);
    allowedAndItself[allowed.length] = ROOT + name + "..";
    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.unthrottle..").and(not(resideInAnyPackage(allowedAndItself))))
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** Causes and advice argue from the same case, and neither from the other. */
  @Test
  void aDiagnosis_isMadeInRoomsWithoutCycles() {
    slices().matching(ROOT + "diagnosis.(*)..").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "diagnosis.cause..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "diagnosis.advice..", ROOT + "diagnosis.check..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "diagnosis.advice..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "diagnosis.cause..", ROOT + "diagnosis.check..")
        .check(CLASSES);
  }

  @Test
  void whatAClientDoes_knowsNothingOfTheErrorsThatItPrints() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "client")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "client.error..")
        .check(CLASSES);
  }

  @Test
  void onlyAws_usesTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "aws..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(CLASSES);
  }

  @Test
  void theLambdaSide_usesNeitherTheSandboxNorTheCommandLine() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "app", ROOT + "app.lambda..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "sandbox..",
            ROOT + "app.cli..",
            "picocli..",
            "org.yaml..",
            "com.fasterxml.jackson.dataformat..")
        .check(CLASSES);
  }

  @Test
  void theCore_neverReadsTheWallClock() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(CLASSES);
  }

  @Test
  void theCore_neverDrawsFromARandomSourceOfItsOwn() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(RandomGenerator.class, "getDefault")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CLASSES);
  }
}
