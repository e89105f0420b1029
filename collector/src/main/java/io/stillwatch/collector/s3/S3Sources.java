// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState.Reports;
import java.time.InstantSource;
import java.util.List;

/// The prefixes that the configuration names, over one client.
///
/// Credentials come from the default chain of the SDK; an endpoint on the loopback interface gets
/// none.
public final class S3Sources implements Discovery, AutoCloseable {
  private final String region;
  private final S3Api api;
  private final List<Watched> watched;

  /// An empty endpoint means AWS.
  public S3Sources(
      String region, String endpointUrl, List<S3Settings> prefixes, InstantSource clock) {
    this.region = region;
    this.api = new S3Api(region, endpointUrl);
    this.watched =
        prefixes.stream()
            .map(one -> new Watched(new S3Source(one, api, clock), one.host(), Reports.LOG_LINES))
            .toList();
  }

  @Override
  public SourceId id() {
    return new SourceId("s3:" + region);
  }

  @Override
  public Host host() {
    return Host.server("s3-" + region);
  }

  @Override
  public List<Watched> watched() {
    return watched;
  }

  @Override
  public void close() {
    api.close();
  }
}
