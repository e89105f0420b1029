// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import java.time.Instant;

/// One line of a listing: what DescribeDBLogFiles says about a file.
public record LogFileEntry(String name, long sizeBytes, Instant lastWritten) {}
