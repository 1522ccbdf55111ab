package dev.unthrottle.diagnosis.store;

import org.jspecify.annotations.Nullable;

/**
 * How a diagnosis ended.
 *
 * @param completed whether there is an answer; otherwise {@code document} tells why there is none
 * @param document what its asker gets, JSON
 * @param page the same for a browser, {@code null} if there is none
 */
public record Ending(boolean completed, Packed document, @Nullable Packed page) {

  /**
   * The most that document and page may take, packed: an item of DynamoDB holds 400 KB with
   * everything that is in it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas
   *     in Amazon DynamoDB</a>, checked 2026-11-23
   */
  public static final int LARGEST = 320 * 1024;

  /** Refuses what is too large to be kept. */
  public Ending {
    int size = document.size() + (page == null ? 0 : page.size());
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "At most %d packed bytes are kept. Found: %d".formatted(LARGEST, size));
    }
  }

  /** Whether a document alone can be kept. */
  public static boolean fits(Packed document) {
    return document.size() <= LARGEST;
  }

  /** An answer; its page is left out where both together are too large. */
  public static Ending completed(Packed document, Packed page) {
    boolean both = document.size() + page.size() <= LARGEST;
    return new Ending(true, document, both ? page : null);
  }

  /** No answer, and why. */
  public static Ending failed(Packed document) {
    return new Ending(false, document, null);
  }
}
