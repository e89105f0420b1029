// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;

/// Builds the low-level client from settings.
final class RestClients {
  /// Chunks of a body are buffered up to the hint before they are written to the socket.
  private static final Http1Config WIDE =
      Http1Config.custom().setBufferSize(1 << 17).setChunkSizeHint(1 << 16).build();

  private RestClients() {}

  static ElasticClient client(URI uri, ElasticSettings settings) throws StoreException {
    return new ElasticClient(build(uri, settings));
  }

  private static Rest5Client build(URI uri, ElasticSettings settings) throws StoreException {
    var builder = Rest5Client.builder(server(uri));
    var prefix = Optional.ofNullable(uri.getPath()).orElse("").replaceAll("/+$", "");
    if (!prefix.isEmpty()) builder.setPathPrefix(prefix);
    builder.setStrictDeprecationMode(settings.failOnWarnings());
    var timeout = Timeout.ofMilliseconds(settings.timeout().toMillis());
    builder.setRequestConfigCallback(config -> config.setResponseTimeout(timeout));
    builder.setHttpClientConfigCallback(http ->
        http.setHttp1Config(WIDE).addExecInterceptorFirst("whole bodies", WholeBodies::wrap));
    builder.setConnectionConfigCallback(
        config -> config.setConnectTimeout(Timeout.ofSeconds(10)).setSocketTimeout(timeout));
    authorization(settings.credentials())
        .ifPresent(value ->
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
    if (settings.caCertificate().isPresent()) {
      builder.setSSLContext(trusting(settings.caCertificate().get()));
    }
    return builder.build();
  }

  private static URI server(URI uri) throws StoreException {
    if (uri.getHost() == null) {
      throw new StoreException(
          uri + " is not the URL of a server; use for instance https://search.example:9200.");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 9200;
    return URI.create(uri.getScheme() + "://" + bracketed(uri.getHost()) + ":" + port);
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private static Optional<String> authorization(ElasticSettings.Credentials credentials) {
    return switch (credentials) {
      case ElasticSettings.Credentials.None _ -> Optional.empty();
      case ElasticSettings.Credentials.ApiKey(var encoded) -> Optional.of("ApiKey " + encoded);
      case ElasticSettings.Credentials.Basic basic -> Optional.of(basic.authorization());
    };
  }

  private static SSLContext trusting(Path pem) throws StoreException {
    try (var in = Files.newInputStream(pem)) {
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + number++, certificate);
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new StoreException(
          "The CA certificate "
              + pem
              + " cannot be used: "
              + e.getMessage()
              + ". Configure a PEM file.",
          e);
    }
  }
}
