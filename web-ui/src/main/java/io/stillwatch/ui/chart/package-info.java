/// Charts: the element that draws, and the options it is given. Invariant: the server decides what
/// is drawn and says it in words too; the browser only draws.
@NullMarked
package io.stillwatch.ui.chart;

import org.jspecify.annotations.NullMarked;
