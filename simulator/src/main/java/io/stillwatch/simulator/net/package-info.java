/// A proxy on the loopback interface that plays the faults of networks and servers in front of a
/// real service. Invariant: what is not struck by a fault passes byte for byte.
@NullMarked
package io.stillwatch.simulator.net;

import org.jspecify.annotations.NullMarked;
