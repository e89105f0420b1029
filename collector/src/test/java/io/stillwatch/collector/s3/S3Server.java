// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.simulator.s3.S3Proxy;
import java.io.IOException;
import java.nio.file.Path;

/// S3Proxy as the build of this module brings it.
final class S3Server {
  static final String BUCKET = S3Proxy.BUCKET;
  private static final Path JAR = Path.of("target", "s3proxy", "s3proxy.jar");

  private S3Server() {}

  static S3Proxy open(Path folder) throws IOException {
    return S3Proxy.open(JAR, folder);
  }

  static S3Proxy guarded(Path folder) throws IOException {
    return S3Proxy.guarded(JAR, folder);
  }
}
