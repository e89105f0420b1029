// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Debian servers with crontabs, scripts, logrotate and syslog: their files on disk and snapshots
/// of what is not on disk. Invariant: crontab text, CMD lines and effects never disagree, because
/// the lines and the effects are read from the text.
@NullMarked
package io.stillwatch.simulator.host;

import org.jspecify.annotations.NullMarked;
