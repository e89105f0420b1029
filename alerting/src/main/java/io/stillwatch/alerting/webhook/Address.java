// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import io.stillwatch.core.alert.NotifierException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/// The address of a webhook, which a person wrote: HTTPS without user, password and fragment, or
/// plain HTTP on this machine.
///
/// It never leads to where a cloud hands out credentials to whoever asks from inside: link-local
/// addresses such as 169.254.169.254, and those that AWS and others use beside them. Names are
/// resolved for that before each message.
record Address(URI uri) {
  private static final String METADATA_V6 = "fd00:ec2:0:0:0:0:0:254";
  private static final String METADATA_ALIBABA = "100.100.100.200";

  static Address of(String text) {
    var uri = parsed(text);
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("https") || scheme.equals("http");
    if (uri.getHost() == null || !web) {
      throw new IllegalArgumentException("The address of a webhook must begin with https://HOST.");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The address of a webhook must not contain a user or password; requests are signed.");
    }
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("The address of a webhook must not contain #.");
    }
    if (scheme.equals("http") && !isLoopbackName(uri.getHost())) {
      throw new IllegalArgumentException(
          "The webhook at " + uri.getHost() + " must use https; http is for this machine only.");
    }
    var address = new Address(uri);
    if (isLiteral(uri.getHost()) && !allowed(literal(uri.getHost()))) {
      throw new IllegalArgumentException(address.refusal());
    }
    return address;
  }

  /// The message of the parser would contain the path, which may be a secret.
  private static URI parsed(String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The address of a webhook is not a valid URL.");
    }
  }

  /// Without path and query, which may contain a secret.
  String name() {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /// What the name leads to now.
  void check() throws NotifierException {
    try {
      for (var one : InetAddress.getAllByName(uri.getHost())) {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        if (!allowed(one) || !(secure || one.isLoopbackAddress())) {
          throw new NotifierException(refusal(), false);
        }
      }
    } catch (UnknownHostException e) {
      throw new NotifierException("Webhook " + name() + " is unreachable: unknown host", true, e);
    }
  }

  private String refusal() {
    return "Webhook "
        + name()
        + " leads to an address that must not be called, such as that of instance metadata."
        + " Correct the address.";
  }

  private static boolean allowed(InetAddress address) {
    var text = address.getHostAddress();
    return !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && !text.equals(METADATA_V6)
        && !text.equals(METADATA_ALIBABA);
  }

  private static boolean isLoopbackName(String host) {
    if (isLiteral(host)) return literal(host).isLoopbackAddress();
    return host.equalsIgnoreCase("localhost");
  }

  /// Also `2852039166` and `0xA9FEA9FE`, other spellings of 169.254.169.254 that a resolver reads.
  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+|0[xX][0-9a-fA-F.xX]+");
  }

  private static InetAddress literal(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("The address of a webhook is not a valid URL.", e);
    }
  }
}
