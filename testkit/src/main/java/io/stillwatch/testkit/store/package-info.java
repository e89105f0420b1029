/// Contracts of the stores: every store that keeps them can stand in for any other. Each contract
/// runs against the stores in memory and against a real Elasticsearch. Invariant: a contract takes
/// nothing for granted but the port; a fresh, empty store comes with every test.
@NullMarked
package io.stillwatch.testkit.store;

import org.jspecify.annotations.NullMarked;
