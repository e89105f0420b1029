// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.JobStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Everything that the views read: the stores, how collecting goes, the search, the model in use,
/// and the clock that they call now.
public record UiPorts(
    JobStore jobs,
    AlertStore alerts,
    FindingStore findings,
    Collecting collecting,
    LogSearch search,
    Supplier<Optional<ModelCard>> model,
    InstantSource clock,
    UiSettings settings) {}
