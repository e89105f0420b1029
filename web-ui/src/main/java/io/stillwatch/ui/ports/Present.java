// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.store.StoreChanges;
import java.time.InstantSource;

/// What the views call now, how they notice that the store changed, and who knows how the parts of
/// Stillwatch are.
public record Present(InstantSource clock, StoreChanges changes, SelfCheck self) {}
