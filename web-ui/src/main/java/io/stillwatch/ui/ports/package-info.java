/// What the views need from the rest of the program. Views see nothing but these ports. Invariant:
/// no view reads a clock, a file or a network on its own.
@NullMarked
package io.stillwatch.ui.ports;

import org.jspecify.annotations.NullMarked;
