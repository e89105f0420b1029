// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.server.VaadinSession;

/// Who looks at the pages of this thread, as long as the session lasts.
final class Visitor {
  private Visitor() {}

  static String id() {
    var session = VaadinSession.getCurrent();
    return session == null || session.getSession() == null
        ? "page"
        : "page " + session.getSession().getId();
  }
}
