// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What people plan: when jobs are not expected, and what they say of jobs.
///
/// Invariant: a plan only excuses; it never makes a verdict worse, and never changes a run.
@NullMarked
package io.stillwatch.core.plan;

import org.jspecify.annotations.NullMarked;
