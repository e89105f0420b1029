// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie.SameSite;

/// Bounds the sessions of the UI, whose pages are kept in memory: a client that keeps no cookie
/// gets a new one with each request.
final class Sessions implements HttpSessionListener {
  static final int MOST = 500;
  static final Duration IDLE = Duration.ofMinutes(30);

  private final Map<String, HttpSession> open = new ConcurrentHashMap<>();

  static void bound(SessionHandler handler) {
    handler.setHttpOnly(true);
    handler.setSameSite(SameSite.STRICT);
    handler.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
    handler.setMaxInactiveInterval((int) IDLE.toSeconds());
    handler.addEventListener(new Sessions());
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    open.put(event.getSession().getId(), event.getSession());
    if (open.size() > MOST) endOne(event.getSession());
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    open.remove(event.getSession().getId());
  }

  /// The one that was used the longest ago, first those that were used once.
  private void endOne(HttpSession newest) {
    open.values().stream()
        .filter(session -> !session.equals(newest))
        .flatMap(session -> Use.of(session).stream())
        .min(Comparator.comparing(Use::again).thenComparing(Use::last))
        .ifPresent(use -> end(use.session));
  }

  private void end(HttpSession session) {
    open.remove(session.getId());
    try {
      session.invalidate();
    } catch (IllegalStateException _) { // it ended meanwhile
    }
  }

  private record Use(HttpSession session, boolean again, Instant last) {
    static Optional<Use> of(HttpSession session) {
      try {
        long last = session.getLastAccessedTime();
        boolean again = last > session.getCreationTime();
        return Optional.of(new Use(session, again, Instant.ofEpochMilli(last)));
      } catch (IllegalStateException _) { // it ended meanwhile
        return Optional.empty();
      }
    }
  }
}
