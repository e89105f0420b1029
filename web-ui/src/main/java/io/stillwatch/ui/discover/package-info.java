/// Discover: searching the collected log lines with KQL. Invariant: what was searched, how it was
/// understood, how much was found and what it cost is always on the page.
@NullMarked
package io.stillwatch.ui.discover;

import org.jspecify.annotations.NullMarked;
