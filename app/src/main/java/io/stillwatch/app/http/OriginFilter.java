// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Refuses requests that did not mean this server, and sets the security headers of all answers.
///
/// A page that resolves its own name to 127.0.0.1 (DNS rebinding) shows in the `Host` header; a
/// page that posts to us across sites shows in `Origin`.
final class OriginFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final transient WebSettings settings;

  OriginFilter(WebSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    SecurityHeaders.ALL.forEach(response::setHeader);
    if (!known(request.getServerName())) {
      refuse(response, 421, "This server is not known as " + printable(request.getServerName()));
    } else if (foreign(request)) {
      refuse(response, 403, "Requests that change something must come from this server's pages");
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean known(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name)
        || name.equals(settings.address())
        || settings.names().contains(name);
  }

  private boolean foreign(HttpServletRequest request) {
    var origin = request.getHeader("Origin");
    boolean opensSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    if (origin == null || (request.getMethod().equals("GET") && !opensSocket)) return false;
    try {
      var host = new URI(origin).getRawAuthority();
      return host == null || !host.equals(request.getHeader("Host"));
    } catch (java.net.URISyntaxException e) {
      return true;
    }
  }

  private static String printable(String host) {
    return host.replaceAll("[^A-Za-z0-9.:\\[\\]-]", "?");
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().println(why + ".");
  }
}
