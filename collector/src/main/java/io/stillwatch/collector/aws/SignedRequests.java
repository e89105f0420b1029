// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// Requests with a signature of version 4, for what the clients of the SDK do not offer.
public final class SignedRequests implements SdkAutoCloseable {
  private static final int ERROR_BYTES = 16 << 10;

  private final AwsSession session;
  private final String service;
  private final URI endpoint;
  private final SdkHttpClient http = Apache5HttpClient.builder().maxConnections(8).build();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  SignedRequests(AwsSession session, String service, URI endpoint) {
    this.session = session;
    this.service = service;
    this.endpoint = endpoint;
  }

  /// What came back: a body to be read and closed, or the text of an error.
  public sealed interface Reply {
    record Body(InputStream bytes) implements Reply {}

    record Refused(int status, String text) implements Reply {
      public boolean denied() {
        return status == 403 || text.contains("AccessDenied");
      }
    }
  }

  /// A form of the Query protocol.
  public Reply post(Map<String, String> form) throws IOException {
    var fields = new TreeMap<String, List<String>>();
    form.forEach((name, value) -> fields.put(name, List.of(value)));
    var body =
        SdkHttpUtils.encodeAndFlattenFormData(fields).orElse("").getBytes(StandardCharsets.UTF_8);
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .encodedPath("/")
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("Content-Length", String.valueOf(body.length))
            .build();
    return reply(request, Optional.of(ContentStreamProvider.fromByteArray(body)));
  }

  /// `path` begins with a slash and is not encoded yet, nor are the values of `query`.
  public Reply get(String path, Map<String, String> query) throws IOException {
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(endpoint)
            .encodedPath(SdkHttpUtils.urlEncodeIgnoreSlashes(path));
    query.forEach(request::putRawQueryParameter);
    return reply(request.build(), Optional.empty());
  }

  private Reply reply(SdkHttpRequest request, Optional<ContentStreamProvider> payload)
      throws IOException {
    var signed = signed(request, payload);
    var call = HttpExecuteRequest.builder().request(signed);
    payload.ifPresent(call::contentStreamProvider);
    var answer = http.prepareRequest(call.build()).call();
    var body = answer.responseBody().orElseGet(AbortableInputStream::createEmpty);
    var response = answer.httpResponse();
    if (response.isSuccessful()) return new Reply.Body(body);
    try (body) {
      var text = new String(body.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8);
      return new Reply.Refused(response.statusCode(), text);
    }
  }

  private SdkHttpRequest signed(SdkHttpRequest request, Optional<ContentStreamProvider> payload) {
    var identity = session.identity().resolveCredentials();
    return signer
        .sign(r -> {
          r.identity(identity)
              .request(request)
              .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
              .putProperty(AwsV4HttpSigner.REGION_NAME, session.access().region());
          payload.ifPresent(r::payload);
        })
        .request();
  }

  @Override
  public void close() {
    http.close();
  }
}
