// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The ids of alerts and fingerprints.
@NullMarked
package io.stillwatch.alerting.id;

import org.jspecify.annotations.NullMarked;
