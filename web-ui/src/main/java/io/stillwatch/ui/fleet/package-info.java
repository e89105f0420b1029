/// All jobs with what is to be said of each now: the one reading of the stores that views, API and
/// metrics share. Invariant: a job is only on time if its last due run was seen.
@NullMarked
package io.stillwatch.ui.fleet;

import org.jspecify.annotations.NullMarked;
