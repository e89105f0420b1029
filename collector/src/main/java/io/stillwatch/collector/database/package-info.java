// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The lines of database logs: PostgreSQL, MySQL and MariaDB, Oracle, SQL Server, each line a
/// record of its own that knows to which record of the log it belongs. Invariant: every line comes
/// out exactly once, as it was written, in time that grows with its length and nothing else.
@NullMarked
package io.stillwatch.collector.database;

import org.jspecify.annotations.NullMarked;
