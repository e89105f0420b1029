// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.List;

/// The endings of file names that an included directory does not offer.
public final class Taboo {
  private static final List<String> ENDINGS =
      List.of(
          ",v",
          ".bak",
          ".cfsaved",
          ".disabled",
          ".dpkg-bak",
          ".dpkg-del",
          ".dpkg-dist",
          ".dpkg-new",
          ".dpkg-old",
          ".dpkg-tmp",
          ".rhn-cfg-tmp",
          ".rpmnew",
          ".rpmorig",
          ".rpmsave",
          ".swp",
          ".ucf-dist",
          ".ucf-new",
          ".ucf-old",
          "~");

  private Taboo() {}

  public static boolean matches(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith(".") || ENDINGS.stream().anyMatch(name::endsWith);
  }
}
