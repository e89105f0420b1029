// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.SourceStore;

/// How collecting goes: what each source says of itself, what could not be read, what waits, what
/// the index refused, and what it holds.
public record Collecting(
    SourceStore sources,
    Gaps gaps,
    Backlog.Reader backlog,
    Refused.Reader refused,
    Storage.Reader storage) {}
