// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The program: entry point of the command line. Invariant: this module alone sees all others, the
/// system clock and standard output.
@NullMarked
package io.stillwatch.app;

import org.jspecify.annotations.NullMarked;
