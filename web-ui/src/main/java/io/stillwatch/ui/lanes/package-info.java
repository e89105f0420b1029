/// Lanes of due runs: which cells a job has in a range, and the element that draws all lanes at
/// once. Invariant: a missed run is never hidden by merging; a cell shows the worst of its runs.
@NullMarked
package io.stillwatch.ui.lanes;

import org.jspecify.annotations.NullMarked;
