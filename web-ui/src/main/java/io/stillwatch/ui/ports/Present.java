// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.StoreChanges;
import java.time.InstantSource;

/// What the views call now, and how they notice that the store changed.
public record Present(InstantSource clock, StoreChanges changes) {}
