// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

/// How far a source has been read: opaque to everybody but the source that made it.
public record Checkpoint(String value) {
  public static final Checkpoint START = new Checkpoint("");
}
