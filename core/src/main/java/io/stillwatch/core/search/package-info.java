// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Exploring what was collected: a KQL query, a time range, hits and a histogram. Invariant: a
/// query that we cannot parse is an error with a column, never an empty result.
@NullMarked
package io.stillwatch.core.search;

import org.jspecify.annotations.NullMarked;
