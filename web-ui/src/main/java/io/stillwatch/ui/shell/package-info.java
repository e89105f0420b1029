/// What surrounds all views: navigation, the global time range, our own health, errors. Invariant:
/// while we cannot look, every page says so, and nobody can dismiss it.
@NullMarked
package io.stillwatch.ui.shell;

import org.jspecify.annotations.NullMarked;
