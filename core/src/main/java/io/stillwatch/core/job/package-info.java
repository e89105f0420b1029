// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What should recur, when it is due, and what became of it. Invariant: every decision here is
/// pure; time comes in as an argument.
@NullMarked
package io.stillwatch.core.job;

import org.jspecify.annotations.NullMarked;
