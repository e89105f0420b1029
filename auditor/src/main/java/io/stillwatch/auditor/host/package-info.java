// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// A host's configuration, read once and joined: tables with their facts, jobs, what drives what.
/// Invariant: what the snapshot does not say is unknown here, never absent.
@NullMarked
package io.stillwatch.auditor.host;

import org.jspecify.annotations.NullMarked;
