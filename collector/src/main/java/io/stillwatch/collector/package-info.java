/// What the collector reads and how it is told: sources with the host that each of them watches.
/// Invariant: a source that exists is polled, and a source that cannot be polled is named.
@NullMarked
package io.stillwatch.collector;

import org.jspecify.annotations.NullMarked;
