// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// When the detector is trained, on what, and what came of it. Invariant: what a training reads and
/// keeps in memory depends neither on how many jobs there are nor on how long they have run.
@NullMarked
package io.stillwatch.core.watch.training;

import org.jspecify.annotations.NullMarked;
