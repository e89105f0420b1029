// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors

/// Hosts with the real cron, rsyslog and logrotate of this machine, broken as people break them,
/// and what the product says of each.
@NullMarked
package io.stillwatch.bench.host;

import org.jspecify.annotations.NullMarked;
