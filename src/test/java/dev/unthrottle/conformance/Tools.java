package dev.unthrottle.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The real AWS clients on this machine, what runs them, and a browser. What a package manager of a
 * language has is installed below {@code target/conformance}; what the system's has must be there,
 * and whoever asks for something that isn't gets the command that installs it.
 */
public final class Tools {

  private static final Path FOLDER = Path.of("target", "conformance").toAbsolutePath();

  /** Of these, every module is published; the service's and the CRT's lag behind the core's. */
  private static final Map<String, String> JAVA_V2 =
      Map.of("sdk", "2.57.8", "lambda", "2.51.3", "apache5", "2.57.8", "crt", "2.54.13");

  private static final Map<String, String> JAVA_V2_OLD =
      Map.of("sdk", "2.41.29", "lambda", "2.41.29", "apache5", "2.41.28", "crt", "2.41.29");

  /** In minutes; an installation from a cold cache takes one. */
  private static final int PATIENCE_MINUTES = 4;

  private Tools() {}

  /** Version 1 of the AWS CLI. */
  public static Path cli1() {
    return onPath("aws", "pip install awscli==1.45.11", "aws-cli/1.", "--version");
  }

  /** Version 2 of the AWS CLI. */
  public static Path cli2() {
    return onPath("aws", "apt-get install -y awscli", "aws-cli/2.", "--version");
  }

  /** A Python that has the boto3 that pip installs, of 2026. */
  public static Path python() {
    return python("1.43.", "pip install boto3==1.43.11");
  }

  /** A Python that has Debian's boto3, of 2022. */
  public static Path debianPython() {
    return python("1.26.", "apt-get install -y python3-boto3");
  }

  private static Path python(String version, String install) {
    return onPath("python3", install, version, "-c", "import boto3; print(boto3.__version__)");
  }

  /** Node.js. */
  public static Path node() {
    return onPath("node", "apt-get install -y nodejs npm", "v", "--version");
  }

  /** The browser. */
  public static Path chromium() {
    return onPath("chromium", "apt-get install -y chromium", "", "--version");
  }

  /** Ruby with the core of its SDK. */
  public static Path ruby() {
    return onPath(
        "ruby",
        "apt-get install -y ruby ruby-aws-sdk-core",
        "3.",
        "-e",
        "require 'aws-sdk-core'; puts Aws::CORE_GEM_VERSION");
  }

  /** The Java that runs this. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** A folder where the packages that {@code name}'s package.json asks for are installed. */
  public static Path nodePackages(String name) {
    Path npm = onPath("npm", "apt-get install -y nodejs npm", "", "--version");
    return installed(
        name,
        "package.json",
        folder ->
            List.of(
                npm.toString(),
                "install",
                "--no-audit",
                "--no-fund",
                "--no-package-lock",
                "--loglevel=error",
                "--prefix",
                folder.toString()));
  }

  /** A folder with the jars of the AWS SDK for Java 1.x; the class path is all of them. */
  public static Path javaV1() {
    return jars("java-v1", "java-v1", Map.of());
  }

  /**
   * A folder with the jars of the AWS SDK for Java 2.x and all its HTTP clients; the class path is
   * all of them.
   */
  public static Path javaV2() {
    return jars("java-v2", "java-v2", JAVA_V2);
  }

  /** The same with the versions from before the retry behaviour of 2026 could be had. */
  public static Path javaV2Old() {
    return jars("java-v2-old", "java-v2", JAVA_V2_OLD);
  }

  private static Path jars(String name, String driver, Map<String, String> versions) {
    return installed(
        name,
        "pom.xml",
        driver,
        folder -> {
          List<String> command =
              new ArrayList<>(List.of(maven(), "-q", "-B", "-ntp", "-f", folder + "/pom.xml"));
          new TreeMap<>(versions).forEach((key, value) -> command.add("-D" + key + "=" + value));
          command.add("dependency:copy-dependencies");
          command.add("-DoutputDirectory=" + folder);
          return command;
        });
  }

  private static String maven() {
    String home = System.getProperty("maven.home");
    return home == null
        ? onPath("mvn", "apt-get install -y maven", "", "--version").toString()
        : Path.of(home, "bin", "mvn").toString();
  }

  /** The driver that is written in Go, compiled. */
  public static Path goDriver(String name, String debianPackage) {
    String install = "apt-get install -y golang-go " + debianPackage;
    Path go = onPath("go", install, "go version", "version");
    Path program = folder(name).resolve("driver");
    String output =
        run(
            Map.of("GO111MODULE", "off", "GOPATH", "/usr/share/gocode", "GOFLAGS", ""),
            List.of(
                go.toString(),
                "build",
                "-o",
                program.toString(),
                resource(name + "/main.go").toString()),
            install);
    if (!output.isBlank()) {
      throw new AssertionError(output);
    }
    return program;
  }

  /** A folder for what one client leaves behind. */
  static Path folder(String name) {
    try {
      return Files.createDirectories(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of this package's resources. */
  static Path resource(String name) {
    URL url = Objects.requireNonNull(Tools.class.getResource(name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Installation {
    List<String> commandFor(Path folder);
  }

  private static Path installed(String name, String list, Installation installation) {
    return installed(name, list, name, installation);
  }

  /** Installs what {@code list} asks for, unless that has been done. */
  private static synchronized Path installed(
      String name, String list, String driver, Installation installation) {
    Path folder = FOLDER.resolve(name);
    Path wanted = resource(driver + "/" + list);
    Path done = folder.resolve("installed-" + list);
    try {
      String command = String.join(" ", installation.commandFor(folder));
      String stamp = command + "\n" + Files.readString(wanted);
      if (Files.exists(done) && Files.readString(done).equals(stamp)) {
        return folder;
      }
      Files.createDirectories(folder);
      Files.copy(wanted, folder.resolve(list), StandardCopyOption.REPLACE_EXISTING);
      String _ = run(Map.of(), installation.commandFor(folder), command);
      Files.writeString(done, stamp);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first program of that name on the PATH that, asked so, prints something that begins so. */
  private static Path onPath(String name, String install, String version, String... question) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program) && answers(program, version, question)) {
        return program;
      }
    }
    throw missing("%s (%s…)".formatted(name, version), install);
  }

  private static boolean answers(Path program, String version, String... question) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(question));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 && answer.startsWith(version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String run(Map<String, String> environment, List<String> command, String install) {
    try {
      Path output = Files.createTempFile("install", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      String printed = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroy();
        throw missing("What `%s` needs".formatted(String.join(" ", command)), install, printed);
      }
      return printed;
    } catch (IOException e) {
      throw missing(command.getFirst(), install, e.toString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AssertionError missing(String what, String install, String... printed) {
    return new AssertionError(
        "%s is missing. Install it: %s\n%s".formatted(what, install, String.join("\n", printed)));
  }
}
