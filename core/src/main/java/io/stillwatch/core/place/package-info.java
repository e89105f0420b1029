// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// How many may do something at the same time, and how many of them for the same user. Invariant: a
/// place that was given is given back once.
@NullMarked
package io.stillwatch.core.place;

import org.jspecify.annotations.NullMarked;
