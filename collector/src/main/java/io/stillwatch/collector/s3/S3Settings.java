// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import java.time.Duration;
import java.time.ZoneId;

/// One prefix of one bucket: whose logs lie there, and how they arrive.
public record S3Settings(
    String bucket, String prefix, Host host, ZoneId zone, Arrival arrival, Limits limits) {
  /// How objects arrive.
  ///
  /// `dated` says that keys sort by time, so that listing may start after those that are done.
  /// `lookback` is how long an object may take to appear or be rewritten; `quietAfter` is how long
  /// none may come before we call ourselves blind.
  public record Arrival(boolean dated, Duration lookback, Duration quietAfter) {}

  /// When unpacking stops: so many bytes out of one object, or so many times what went in, once
  /// `trustedBytes` have come out.
  public record Limits(long maxUnpackedBytes, int maxRatio, long trustedBytes) {
    public static final Limits USUAL = new Limits(512L << 20, 100, 16L << 20);
  }

  SourceId id() {
    return new SourceId("s3:" + bucket + "/" + prefix);
  }

  String bucketArn() {
    return "arn:aws:s3:::" + bucket;
  }

  String objectsArn() {
    return bucketArn() + "/" + prefix + "*";
  }
}
