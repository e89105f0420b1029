// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// How a rule is written: a card that names it, a check that finds problems, a problem that says
/// what to type. Invariant: a rule without the facts it needs says nothing.
@NullMarked
package io.stillwatch.auditor.rule;

import org.jspecify.annotations.NullMarked;
