// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about logrotate's configuration. Invariant: each reports what logrotate itself would
/// complain about, and which rotations are lost by it.
@NullMarked
package io.stillwatch.auditor.rule.logrotate;

import org.jspecify.annotations.NullMarked;
