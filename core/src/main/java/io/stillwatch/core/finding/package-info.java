// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Faults of configuration: what is wrong, where, how sure we are, what to type. Invariant: the id
/// of a finding depends on rule, host and place, so that a re-audit meets the same document.
@NullMarked
package io.stillwatch.core.finding;

import org.jspecify.annotations.NullMarked;
