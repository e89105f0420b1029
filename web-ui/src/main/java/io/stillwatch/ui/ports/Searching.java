// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.store.SavedViews;

/// The search, and the searches that people kept.
public record Searching(LogSearch search, SavedViews views) {}
