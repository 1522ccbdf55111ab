package dev.unthrottle.evidence;

import dev.unthrottle.evidence.BlockSource.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text with several threads. Each scans blocks of it; what they find is handed on in the
 * order of the text, by whichever of them comes by.
 */
final class TextPass {

  /** Batches that may wait for an earlier one, so that memory stays bounded. */
  private static final int MOST_WAITING = 16;

  /** More than any machine has processors. */
  private static final int MOST_THREADS = 1 << 16;

  private final BlockSource source;
  private final Consumer<Batch> inOrder;
  private final Runnable progress;
  private final ConcurrentHashMap<Long, Batch> waiting = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Batch> spare = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicLong next = new AtomicLong();
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private volatile boolean failed;

  /**
   * A pass.
   *
   * @param source the text
   * @param inOrder takes what is found, one at a time; a batch is used again afterwards
   * @param progress is told after each block, in turn
   */
  TextPass(BlockSource source, Consumer<Batch> inOrder, Runnable progress) {
    this.source = source;
    this.inOrder = inOrder;
    this.progress = progress;
  }

  /** Reads all of it. A text of one block isn't worth a second thread. */
  void run(int threads, Supplier<BlockScanner> scanners) {
    Block first = new Block();
    if (!source.next(first)) {
      return;
    }
    if (first.length < BlockSource.LENGTH / 2) {
      room.acquireUninterruptibly();
      work(first, scanners.get());
      return;
    }
    room.acquireUninterruptibly();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> work = new ArrayList<>();
      work.add(workers.submit(() -> work(first, scanners.get())));
      for (int i = 1; i < threads; i++) {
        work.add(workers.submit(() -> work(null, scanners.get())));
      }
      work.forEach(TextPass::await);
    }
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Reading was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A block could not be scanned", e.getCause());
    }
  }

  /** A worker that fails takes the others with it: they would wait for its batch for ever. */
  private void work(@Nullable Block first, BlockScanner scanner) {
    try {
      scanAll(first, scanner);
    } catch (RuntimeException | Error e) {
      failed = true;
      room.release(MOST_THREADS);
      throw e;
    }
  }

  private void scanAll(@Nullable Block first, BlockScanner scanner) {
    Block block = first == null ? new Block() : first;
    if (first != null) {
      scan(block, scanner);
    }
    room.acquireUninterruptibly();
    while (!failed && source.next(block)) {
      scan(block, scanner);
      room.acquireUninterruptibly();
    }
    room.release();
  }

  private void scan(Block block, BlockScanner scanner) {
    Batch used = spare.poll();
    Batch batch = used == null ? new Batch() : used;
    batch.clear();
    scanner.scan(block.text, 0, block.length, batch);
    waiting.put(block.number, batch);
    handOn();
  }

  /** Whoever holds the turn hands on all that is due; whoever doesn't goes on scanning. */
  private void handOn() {
    while (waiting.containsKey(next.get()) && turn.tryLock()) {
      try {
        handOnInTurn();
      } finally {
        turn.unlock();
      }
    }
  }

  private void handOnInTurn() {
    Batch batch = waiting.remove(next.get());
    while (batch != null) {
      inOrder.accept(batch);
      spare.add(batch);
      room.release();
      progress.run();
      batch = waiting.remove(next.incrementAndGet());
    }
  }
}
