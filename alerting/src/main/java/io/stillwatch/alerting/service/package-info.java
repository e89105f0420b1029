// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Messages that Stillwatch sends of its own accord, so that its silence is noticed.
@NullMarked
package io.stillwatch.alerting.service;

import org.jspecify.annotations.NullMarked;
