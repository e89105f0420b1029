// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The commands that a person types. Invariant: data goes to standard output, everything else to
/// standard error, and the exit code is 0, 1, 2 or 3.
@NullMarked
package io.stillwatch.app.cli;

import org.jspecify.annotations.NullMarked;
