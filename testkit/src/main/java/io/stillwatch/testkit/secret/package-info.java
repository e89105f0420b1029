// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Secrets made up for tests, in the forms in which they appear where Stillwatch reads. Invariant:
/// no part of one occurs in anything else.
@NullMarked
package io.stillwatch.testkit.secret;

import org.jspecify.annotations.NullMarked;
