// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// One stoppage from first miss to recovery, and the messages about it. Invariant: an alert and its
/// pending notifications are stored in one write; sending comes after.
@NullMarked
package io.stillwatch.core.alert;

import org.jspecify.annotations.NullMarked;
