/// The time range that every view's address carries, times and sizes as people read them.
/// Invariant: pure; "now" and the zone come in as arguments.
@NullMarked
package io.stillwatch.ui.time;

import org.jspecify.annotations.NullMarked;
