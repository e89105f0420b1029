// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.finding.Finding;

/// A finding that explains an alert, and why we think so.
public record Cause(Finding finding, String link) {}
