// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What goes back over HTTP.
public final class Answer {
  private final int status;
  private final String contentType;
  private final byte[] body;

  Answer(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  static Answer xml(int status, String text) {
    return new Answer(status, "text/xml", text.getBytes(StandardCharsets.UTF_8));
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  public byte[] body() {
    return body;
  }

  Answer firstHalf() {
    return new Answer(status, contentType, Arrays.copyOf(body, body.length / 2));
  }
}
