// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.finding.Finding;

/// A finding that explains an alert, and how it is linked to it.
public record Cause(Finding finding, CauseLink link) {}
