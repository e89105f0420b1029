// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The regions of AWS. Invariant: the list is data with its source and date, and nothing else knows
/// a region.
@NullMarked
package io.stillwatch.auditor.region;

import org.jspecify.annotations.NullMarked;
