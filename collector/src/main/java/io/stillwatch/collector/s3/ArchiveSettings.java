// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import java.nio.file.Path;
import java.time.Duration;

/// Where raw batches are archived: a prefix of a bucket, by way of a folder on this machine.
///
/// A segment is sent once it is so old or so large; more than `maxPendingBytes` never wait in the
/// folder.
public record ArchiveSettings(
    String bucket, String prefix, Path folder, Duration segmentAge, long maxPendingBytes) {
  static final long SEGMENT_BYTES = 32L << 20;

  String objectsArn() {
    return "arn:aws:s3:::" + bucket + "/" + prefix + "*";
  }
}
