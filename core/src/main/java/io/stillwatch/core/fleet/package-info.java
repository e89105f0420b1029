// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// All jobs with their state now: the one reading that views, API, metrics and alerting share.
/// Invariant: a job is on time only if the last run that was expected of it was seen.
@NullMarked
package io.stillwatch.core.fleet;

import org.jspecify.annotations.NullMarked;
