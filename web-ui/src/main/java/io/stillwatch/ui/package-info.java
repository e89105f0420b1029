/// The web UI as one servlet: which classes are views, and how they get their ports. Everything
/// below this package is a view or serves one. Invariant: whoever hosts the UI sees no type of
/// Vaadin.
@NullMarked
package io.stillwatch.ui;

import org.jspecify.annotations.NullMarked;
