// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// A local evaluator of IAM policies. Invariant: what it cannot know is UNKNOWN, never allowed.
@NullMarked
package io.stillwatch.auditor.iam;

import org.jspecify.annotations.NullMarked;
