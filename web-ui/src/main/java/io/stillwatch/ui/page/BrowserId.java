// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who a browser is as long as nobody signs in: a random secret in a cookie.
///
/// Whoever knows the cookie is that browser, so only its SHA-256 is stored and shown.
public final class BrowserId {
  /// Who acts in a browser, as everybody reads it.
  public static final String SOMEBODY = "somebody in a browser";

  private static final String COOKIE = "sw-browser";
  private static final Pattern FORM = Pattern.compile("[0-9a-f-]{36}");

  private BrowserId() {}

  /// Empty for a browser that was given none yet.
  public static String known() {
    return secret().map(BrowserId::ownerOf).orElse("");
  }

  /// Gives the browser a cookie if it has none.
  public static String given() {
    return ownerOf(secret().orElseGet(BrowserId::newSecret));
  }

  /// The name under which the views of the browser with this cookie are stored.
  static String ownerOf(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }

  private static Optional<String> secret() {
    var session = VaadinSession.getCurrent();
    if (session != null && session.getAttribute(COOKIE) instanceof String given)
      return Optional.of(given);
    return ofCookie();
  }

  private static String newSecret() {
    var id = UUID.randomUUID().toString();
    VaadinSession.getCurrent().setAttribute(COOKIE, id);
    var cookie = new Cookie(COOKIE, id);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setMaxAge((int) Duration.ofDays(730).toSeconds());
    VaadinResponse.getCurrent().addCookie(cookie);
    return id;
  }

  private static Optional<String> ofCookie() {
    var request = VaadinRequest.getCurrent();
    if (request == null || request.getCookies() == null) return Optional.empty();
    return Arrays.stream(request.getCookies())
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .filter(value -> FORM.matcher(value).matches())
        .findFirst();
  }
}
