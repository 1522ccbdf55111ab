package dev.unthrottle.probe;

import dev.unthrottle.evidence.EvidenceSource;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** All that a probe has to do with the world outside, and until when. */
record Ports(
    Invoker invoker,
    EvidenceSource evidence,
    InstantSource clock,
    Pause pause,
    RandomGenerator random,
    ProbeListener listener,
    ProbeJournal journal,
    Deadline deadline) {}
