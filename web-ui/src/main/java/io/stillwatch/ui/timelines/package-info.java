/// Timelines: every job with a lane of its due runs, and the page of one job. Invariant: filters,
/// order and grouping are in the address, and the counts of the filters count what they show.
@NullMarked
package io.stillwatch.ui.timelines;

import org.jspecify.annotations.NullMarked;
