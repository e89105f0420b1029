/// What all views are made of: the visit that an address asks for, links between addresses, plain
/// HTML, panels and notes. Invariant: whatever a view shows is in its address, so reload, Back and
/// a pasted link show the same.
@NullMarked
package io.stillwatch.ui.page;

import org.jspecify.annotations.NullMarked;
