// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about a table as a file: name, mode, owner, links, line ends. Invariant: each rule reports
/// a refusal that the daemon itself would make.
@NullMarked
package io.stillwatch.auditor.rule.table;

import org.jspecify.annotations.NullMarked;
