// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

/// How much one feature of the sequence contributed to an error: observed against expected.
public record Contribution(String feature, double observed, double expected, double share) {}
