// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What the watch remembers of a host and of its jobs, as immutable values that are stored as they
/// are. Invariant: no state grows with the age of the host.
@NullMarked
package io.stillwatch.core.state;

import org.jspecify.annotations.NullMarked;
