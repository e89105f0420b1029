// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// RDS instances with their log files, in memory: what the log API serves, and how the files of
/// each engine grow, rotate and vanish. Invariant: bytes once appended never change, only names do.
@NullMarked
package io.stillwatch.simulator.rds;

import org.jspecify.annotations.NullMarked;
