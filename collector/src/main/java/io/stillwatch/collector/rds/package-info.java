/// The log files of RDS instances, read through an API that repeats, cuts, renames and forgets.
/// Invariant: the listing comes first in every poll, and text that could not be read leaves a gap.
@NullMarked
package io.stillwatch.collector.rds;

import org.jspecify.annotations.NullMarked;
