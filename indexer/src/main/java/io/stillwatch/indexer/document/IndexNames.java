// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import io.stillwatch.core.job.Instants;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Names the index of a document from the time of its event, so a repeated delivery goes to the
/// same index.
public final class IndexNames {
  public static final String LOGS = "stillwatch-logs";
  public static final String SNAPSHOTS = "stillwatch-snapshots";
  public static final String RUNS = "stillwatch-runs";
  public static final String VERDICTS = "stillwatch-verdicts";
  public static final String ANOMALIES = "stillwatch-anomalies";
  public static final String LABELS = "stillwatch-labels";
  public static final String SIZES = "stillwatch-sizes";
  public static final String SERIES = "stillwatch-series";
  public static final String JOBS = "stillwatch-jobs";
  public static final String FINDINGS = "stillwatch-findings";
  public static final String ALERTS = "stillwatch-alerts";
  public static final String NOTIFICATIONS = "stillwatch-notifications";
  public static final String ALERT_EVENTS = "stillwatch-alert-events";
  public static final String MESSAGES = "stillwatch-messages";
  public static final String SOURCES = "stillwatch-sources";
  public static final String WATCH = "stillwatch-watch";
  public static final String LEASES = "stillwatch-leases";
  public static final String STATE = "stillwatch-state";
  public static final String VIEWS = "stillwatch-views";
  public static final String PINGS = "stillwatch-pings";
  public static final String AUDIT = "stillwatch-audit";

  private static final DateTimeFormatter DAY = utc("uuuu.MM.dd");
  private static final DateTimeFormatter MONTH = utc("uuuu.MM");
  private static final DateTimeFormatter YEAR = utc("uuuu");
  private static final Duration OLDEST = Duration.ofDays(3_652);
  private static final Duration BY_DAY = Duration.ofDays(90);
  private static final Duration NEWEST = Duration.ofDays(1);

  private IndexNames() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /// What is older gets wider indices, so that a sender who tells the times of ten years makes no
  /// index for each of their months. What is delivered again after it crossed such a border is
  /// stored twice, as after a change of the period.
  public static String of(IndexPeriod period, String family, Instant at, Instant now) {
    if (yearOf(at) < yearOf(now) - 1) return yearly(family, at);
    boolean byDay = period == IndexPeriod.DAY && at.isAfter(now.minus(BY_DAY));
    return byDay ? family + "-" + DAY.format(at) : monthly(family, at);
  }

  private static int yearOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).getYear();
  }

  public static String monthly(String family, Instant at) {
    return family + "-" + MONTH.format(at);
  }

  static String yearly(String family, Instant at) {
    return family + "-" + YEAR.format(at);
  }

  /// The time, limited to a plausible range: a device without a clock must not create an index of
  /// 1970.
  static Instant plausible(Instant at, Instant now) {
    var oldest = now.minus(OLDEST);
    var newest = now.plus(NEWEST);
    return Instants.earlier(Instants.later(at, oldest), newest);
  }

  /// `logs` for `stillwatch-logs-cron.syslog-2026.11.22`.
  public static String family(String index) {
    var rest = index.substring("stillwatch-".length());
    int end = rest.indexOf('-');
    return end < 0 ? rest : rest.substring(0, end);
  }
}
