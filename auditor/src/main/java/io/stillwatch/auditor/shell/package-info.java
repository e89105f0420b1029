// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Shell command lines as far as an auditor must understand them: which programs a line starts,
/// with which words, where they stand. Invariant: nothing is expanded and nothing is run.
@NullMarked
package io.stillwatch.auditor.shell;

import org.jspecify.annotations.NullMarked;
