package dev.unthrottle.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process for each snippet.
 *
 * @param folder below which each has a folder of its own
 * @param file what the snippet's file is called
 * @param additions what it lacks
 * @param environment of the processes
 * @param command what runs the file
 */
record ScriptPaster(
    Path folder,
    String file,
    List<Addition> additions,
    Map<String, String> environment,
    List<String> command)
    implements Paster {

  @Override
  public List<List<Pasted>> batches(List<Pasted> snippets) {
    return snippets.stream().map(List::of).toList();
  }

  @Override
  public Map<Pasted, Surfaced> run(List<Pasted> batch, URI endpoint)
      throws IOException, InterruptedException {
    Pasted pasted = batch.getFirst();
    Path own = Files.createDirectories(folder.resolve(pasted.function()));
    String text = pasted.snippet().text();
    for (Addition addition : additions) {
      text = addition.to(text);
    }
    Files.writeString(own.resolve(file), text);
    return Map.of(pasted, PastedProcess.run(own, endpoint, environment, command));
  }
}
