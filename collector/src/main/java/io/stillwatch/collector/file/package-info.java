/// Files that grow, are renamed, truncated, compressed and removed while they are read. Invariant:
/// a line that was once complete in a file becomes evidence exactly once, or a gap says how many
/// bytes were lost.
@NullMarked
package io.stillwatch.collector.file;

import org.jspecify.annotations.NullMarked;
