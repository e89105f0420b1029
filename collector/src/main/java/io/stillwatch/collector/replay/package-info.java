/// Evidence folders: the past of a host as files, read back into evidence. Invariant: every line of
/// a log that is read becomes one record, and every file that is not read is named.
@NullMarked
package io.stillwatch.collector.replay;

import org.jspecify.annotations.NullMarked;
