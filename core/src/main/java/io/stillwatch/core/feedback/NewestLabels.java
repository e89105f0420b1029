// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import java.util.LinkedHashMap;
import java.util.List;

/// What holds now of all that was said.
public final class NewestLabels {
  private NewestLabels() {}

  /// The last label of each subject, without those that were taken back; `said` is by time.
  public static List<Label> of(List<Label> said) {
    var newest = new LinkedHashMap<Label.Subject, Label>();
    for (var label : said) newest.put(label.subject(), label);
    return newest.values().stream().filter(Label::counts).toList();
  }
}
