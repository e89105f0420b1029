/// The contract of log sources, which every implementation must pass. Invariant: a contract holds
/// for every implementation of its port, with real files and real protocols behind it.
@NullMarked
package io.stillwatch.testkit.source;

import org.jspecify.annotations.NullMarked;
