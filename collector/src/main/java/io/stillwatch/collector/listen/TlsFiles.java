// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import io.stillwatch.collector.listen.ListenSettings.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Reads the certificate and the key of the TLS listener.
final class TlsFiles {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private TlsFiles() {}

  static SSLContext context(Tls tls) throws IOException {
    try (var chain = Files.newInputStream(tls.certificate())) {
      var certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(chain).stream()
              .toArray(Certificate[]::new);
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("syslog", key(tls.key()), new char[0], certificates);
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "TLS for syslog cannot use "
              + tls.certificate()
              + " with "
              + tls.key()
              + ": "
              + e.getMessage()
              + ". Both must be PEM and belong to each other.",
          e);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    var pem = KEY.matcher(Files.readString(file));
    if (!pem.find())
      throw new InvalidKeySpecException(
          file
              + " holds no 'BEGIN PRIVATE KEY'. Convert it:"
              + " openssl pkcs8 -topk8 -nocrypt -in OLD -out "
              + file);
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    for (var algorithm : List.of("RSA", "EC")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // the other kind, or told below
      }
    }
    return KeyFactory.getInstance("EdDSA").generatePrivate(spec);
  }
}
