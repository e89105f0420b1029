// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about what a job starts: is the program there, may the user run it, does the text survive
/// cron. Invariant: without facts of the host none of these is an error.
@NullMarked
package io.stillwatch.auditor.rule.command;

import org.jspecify.annotations.NullMarked;
