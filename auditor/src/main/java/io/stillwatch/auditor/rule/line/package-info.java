// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about what one line of a table says: times, users, assignments. Invariant: of the rules
/// that explain why the daemon refuses a line, exactly one speaks.
@NullMarked
package io.stillwatch.auditor.rule.line;

import org.jspecify.annotations.NullMarked;
