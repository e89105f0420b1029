/// Snapshot lines: what stood on a host at an instant, as JSON, read into listings and
/// configurations. Invariant: unknown fields are ignored, and a line that is no snapshot becomes a
/// gap that says why.
@NullMarked
package io.stillwatch.collector.snapshot;

import org.jspecify.annotations.NullMarked;
