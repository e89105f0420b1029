// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

/// Reads the configuration of a host without running any of it.
public interface Auditor {
  Audit audit(AuditRequest request);
}
