// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The case study on simulated parts, through the product's own path. Invariant: nothing is told
/// that did not come out of the stores or the simulated account.
@NullMarked
package io.stillwatch.app.demo;

import org.jspecify.annotations.NullMarked;
