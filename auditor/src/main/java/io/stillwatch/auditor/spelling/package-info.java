// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Did you mean: the nearest name among candidates, for commands, paths, directives and users.
/// Invariant: a suggestion never differs from what was written by digits alone.
@NullMarked
package io.stillwatch.auditor.spelling;

import org.jspecify.annotations.NullMarked;
