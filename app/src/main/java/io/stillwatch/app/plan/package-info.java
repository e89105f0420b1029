// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What people plan for jobs, kept up to date with the files that say so.
///
/// Invariant: a file that cannot be read never takes effect; what it said before stays in force.
@NullMarked
package io.stillwatch.app.plan;

import org.jspecify.annotations.NullMarked;
