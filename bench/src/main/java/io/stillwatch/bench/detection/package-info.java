// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Holds the detectors of the product and their rivals against series whose faults are known.
/// Invariant: a detector sees only evidence that had arrived by the time it decides.
@NullMarked
package io.stillwatch.bench.detection;

import org.jspecify.annotations.NullMarked;
