// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.LabelStore;

/// What people say of alerts and anomalies, and how many alerts a month of the autoencoder alone
/// they allow.
public record Feedback(LabelStore labels, int alertsPerMonth) {}
