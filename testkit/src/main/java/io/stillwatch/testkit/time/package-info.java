// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Clocks of tests.
@NullMarked
package io.stillwatch.testkit.time;

import org.jspecify.annotations.NullMarked;
