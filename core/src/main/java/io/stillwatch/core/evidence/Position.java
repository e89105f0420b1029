// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

/// Where a line stands: the file's path when it was read, the generation of the file, the byte
/// offset.
///
/// The generation names the content, not the path, so a renamed file keeps it and a new file of the
/// same name gets another one.
public record Position(String path, String generation, long offset) {
  public Position {
    if (offset < 0) throw new IllegalArgumentException("offset < 0: " + offset);
  }
}
