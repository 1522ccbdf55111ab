package dev.unthrottle.conformance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A JVM for all snippets that want the same environment, each in a class and a thread of its own.
 *
 * @param folder where the classes are
 * @param jars the folder with the class path
 * @param additions what the snippets lack
 */
record JavaPaster(Path folder, Path jars, List<Addition> additions) implements Paster {

  private static final Pattern ENVIRONMENT =
      Pattern.compile("(?m)^// Set in the environment: (.+)$");

  private static final String RUNNER = "RunPasted";

  @Override
  public List<List<Pasted>> batches(List<Pasted> snippets) {
    Map<Map<String, String>, List<Pasted>> byEnvironment =
        snippets.stream()
            .collect(groupingBy(JavaPaster::environment, LinkedHashMap::new, toList()));
    return List.copyOf(byEnvironment.values());
  }

  /** What the snippet says about the environment. */
  private static Map<String, String> environment(Pasted pasted) {
    Matcher said = ENVIRONMENT.matcher(pasted.snippet().text());
    Map<String, String> environment = new HashMap<>();
    if (said.find()) {
      for (String variable : said.group(1).split(" ", -1)) {
        environment.put(variable.replaceFirst("=.*", ""), variable.replaceFirst(".*=", ""));
      }
    }
    return environment;
  }

  @Override
  public Map<Pasted, Surfaced> run(List<Pasted> batch, URI endpoint)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(batch.getFirst().function()));
    compile(own, batch);
    List<String> command =
        new ArrayList<>(
            List.of(
                Tools.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                own + File.pathSeparator + jars + "/*",
                RUNNER));
    batch.forEach(pasted -> command.add(pasted.function()));
    Surfaced _ = PastedProcess.run(own, endpoint, environment(batch.getFirst()), command);
    Map<Pasted, Surfaced> surfaced = new HashMap<>();
    for (Pasted pasted : batch) {
      surfaced.put(pasted, surfaced(own.resolve(pasted.function() + ".txt")));
    }
    return surfaced;
  }

  private static Surfaced surfaced(Path result) throws IOException {
    String printed = Files.exists(result) ? Files.readString(result) : "It never ended.";
    return PastedProcess.surfaced(printed.isEmpty(), printed);
  }

  private void compile(Path own, List<Pasted> batch) throws IOException {
    List<Path> sources = new ArrayList<>(List.of(Tools.resource("pasted/RunPasted.java")));
    for (Pasted pasted : batch) {
      sources.add(Files.writeString(own.resolve(pasted.function() + ".java"), inAClass(pasted)));
    }
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.list(jars)) {
      String classPath =
          found
              .map(Path::toString)
              .filter(it -> it.endsWith(".jar"))
              .collect(joining(File.pathSeparator));
      List<String> options = List.of("-proc:none", "-cp", classPath, "-d", own.toString());
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new AssertionError("A snippet doesn't compile.\n" + messages);
      }
    }
  }

  /** The snippet as the body of a method, below its imports. */
  private String inAClass(Pasted pasted) {
    String text = pasted.snippet().text();
    for (Addition addition : additions) {
      text = addition.to(text);
    }
    Map<Boolean, String> lines =
        Arrays.stream(text.split("\n", -1))
            .collect(partitioningBy(line -> line.startsWith("import "), joining("\n")));
    return """
    %s
    public final class %s implements Runnable {
      @Override
      public void run() {
    %s
      }
    }
    """
        .formatted(lines.get(true), pasted.function(), lines.get(false));
  }
}
