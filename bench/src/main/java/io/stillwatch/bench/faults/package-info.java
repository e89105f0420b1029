/// The oracle test: numbered lines go in, faults strike on the way, and every line must be in
/// Elasticsearch once. Faults are real ones: signals, full disks, system calls that fail, proxies
/// that misbehave. Invariant: the process that is tested holds no code that knows of a fault.
@NullMarked
package io.stillwatch.bench.faults;

import org.jspecify.annotations.NullMarked;
