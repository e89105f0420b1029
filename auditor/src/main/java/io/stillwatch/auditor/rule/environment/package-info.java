// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about the assignments of a table. Invariant: a value is judged as cron takes it, which
/// expands nothing.
@NullMarked
package io.stillwatch.auditor.rule.environment;

import org.jspecify.annotations.NullMarked;
