// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.feedback;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Threshold;
import io.stillwatch.core.feedback.Thresholds;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.UiPorts;
import java.util.Locale;

/// From which scores the autoencoder decides alone about one job, by the labels that are stored.
public record JobThresholds(Job job, Thresholds thresholds) {
  public static JobThresholds read(UiPorts ports, Job job) throws StoreException {
    var since = ports.clock().instant().minus(Thresholds.LABELS_COUNT_FOR);
    var labels = ports.detecting().feedback().labels().about(job.id(), JobClass.of(job), since);
    return new JobThresholds(job, Thresholds.of(labels));
  }

  public Threshold of(Symptom symptom) {
    return thresholds.of(job, symptom);
  }

  /// `volume from 81, by labels of this job: 1 false alarm, 0 right`
  public String words(Symptom symptom) {
    return symptom.name().toLowerCase(Locale.ROOT) + " " + of(symptom).words();
  }
}
