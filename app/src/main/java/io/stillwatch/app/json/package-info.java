/// The JSON that leaves the program: for the HTTP API, for replay, for scripts. Invariant: a field
/// keeps its name and meaning once it is published; new ones are only added.
@NullMarked
package io.stillwatch.app.json;

import org.jspecify.annotations.NullMarked;
