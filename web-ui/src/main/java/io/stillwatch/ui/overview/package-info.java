/// The first page: what is silent, late, blind or fine, and what needs attention. It is decided by
/// the presenter, and the view only draws it. Invariant: every number equals the count of the list
/// it links to.
@NullMarked
package io.stillwatch.ui.overview;

import org.jspecify.annotations.NullMarked;
