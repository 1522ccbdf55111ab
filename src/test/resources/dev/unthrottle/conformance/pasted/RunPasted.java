import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the classes that it is handed, all at once, and leaves a file for each: empty, or with the stack trace. */
final class RunPasted {

  public static void main(String[] names) throws Exception {
    List<Thread> running = new ArrayList<>();
    for (String name : names) {
      Runnable pasted = (Runnable) Class.forName(name).getDeclaredConstructor().newInstance();
      running.add(Thread.ofPlatform().start(() -> run(name, pasted)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    // The SDK's own threads need not end.
    System.exit(0);
  }

  private static void run(String name, Runnable pasted) {
    StringWriter thrown = new StringWriter();
    try {
      pasted.run();
    } catch (RuntimeException | Error e) {
      e.printStackTrace(new PrintWriter(thrown));
    }
    try {
      Files.writeString(Path.of(name + ".txt"), thrown.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
