/// The page of the sequence detector: its model, how training went, and what it still needs.
@NullMarked
package io.stillwatch.ui.detector;

import org.jspecify.annotations.NullMarked;
