// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui;

import io.stillwatch.ui.overview.OverviewView;
import java.util.List;

/// The classes that a scan of the class path would find; a test holds the lists against the
/// packages.
final class Views {
  static final List<Class<?>> ROUTES = List.of(OverviewView.class);
  static final List<Class<?>> ERRORS = List.of();

  private Views() {}
}
