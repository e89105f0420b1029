// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

/// Why a daemon does not even read a table; the rule that reports it knows what to do.
public enum Refusal {
  /// A name that is never looked at; nothing is logged.
  NAME,
  MODE,
  OWNER,
  HARD_LINKS,
  LINK_OWNER,
  BROKEN_LINK,
  NOT_A_FILE,
  /// A spool table of a user who does not exist.
  ORPHAN
}
