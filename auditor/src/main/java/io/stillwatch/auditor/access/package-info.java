// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// May this user read, write or run this path? Decided from file modes without touching the disk.
/// Invariant: what is not known is UNKNOWN, never allowed.
@NullMarked
package io.stillwatch.auditor.access;

import org.jspecify.annotations.NullMarked;
