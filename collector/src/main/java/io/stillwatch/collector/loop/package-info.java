/// The collect loop: polls every source, stores what it brought, then moves its checkpoint, and
/// tells how each source is doing. Invariant: a checkpoint moves only behind what is safe, and a
/// source that fails is named with the reason.
@NullMarked
package io.stillwatch.collector.loop;

import org.jspecify.annotations.NullMarked;
