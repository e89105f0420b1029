// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import java.util.Map;

/// Notices that something was written, by whichever process, without reading what.
public interface StoreChanges {
  /// One number for each family of documents that views show; it differs after every write.
  /// Families without a document may be left out.
  Map<String, Long> writes() throws StoreException;
}
