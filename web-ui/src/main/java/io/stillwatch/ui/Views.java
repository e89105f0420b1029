// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui;

import io.stillwatch.ui.admin.AdminView;
import io.stillwatch.ui.alerts.AlertView;
import io.stillwatch.ui.alerts.AlertsView;
import io.stillwatch.ui.anomalies.AnomaliesView;
import io.stillwatch.ui.detector.DetectorView;
import io.stillwatch.ui.discover.DiscoverView;
import io.stillwatch.ui.findings.FindingsView;
import io.stillwatch.ui.overview.OverviewView;
import io.stillwatch.ui.shell.FaultView;
import io.stillwatch.ui.shell.NotFoundView;
import io.stillwatch.ui.sources.SourcesView;
import io.stillwatch.ui.timelines.JobView;
import io.stillwatch.ui.timelines.TimelinesView;
import java.util.List;

/// The classes that a scan of the class path would find; a test holds the lists against the
/// packages.
final class Views {
  static final List<Class<?>> ROUTES =
      List.of(
          OverviewView.class,
          TimelinesView.class,
          JobView.class,
          AlertsView.class,
          AlertView.class,
          AnomaliesView.class,
          FindingsView.class,
          DiscoverView.class,
          SourcesView.class,
          DetectorView.class,
          AdminView.class);

  static final List<Class<?>> ERRORS = List.of(NotFoundView.class, FaultView.class);

  private Views() {}
}
