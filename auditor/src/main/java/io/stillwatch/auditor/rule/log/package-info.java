// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules that need no file: what the daemon complained of, and commands that changed under their
/// own schedule. Invariant: where the text of the table is known and newer, the text decides.
@NullMarked
package io.stillwatch.auditor.rule.log;

import org.jspecify.annotations.NullMarked;
