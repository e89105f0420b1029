// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.anacron.Anacrontab;
import io.stillwatch.auditor.anacron.AnacrontabLine;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// `anacron -T`, which reports the lines that it skips.
final class AnacronOracle extends RootOracle {
  private static final Pattern COMPLAINT = Pattern.compile("anacron: .* on line (\\d+)\\D*");

  AnacronOracle(DebianRoot root, List<String> seeds) {
    super(root, "anacron", seeds);
  }

  @Override
  public String path() {
    return Anacrontab.PATH;
  }

  @Override
  public List<Answer> ask(List<String> texts) throws IOException, InterruptedException {
    var answers = new ArrayList<Answer>();
    for (var text : texts) {
      root.write("/tmp/anacrontab", text);
      var result = root.run("/usr/sbin/anacron", "-T", "-t", "/tmp/anacrontab");
      var lines = new ArrayList<String>();
      for (var line : result.lines()) {
        var complaint = COMPLAINT.matcher(line);
        if (complaint.matches()) lines.add(complaint.group(1));
      }
      answers.add(Answer.of(lines));
    }
    return answers;
  }

  @Override
  public Answer audit(String text) {
    return Answer.of(
        Anacrontab.read(Anacrontab.PATH, text, Dialect.DEBIAN).lines().stream()
            .filter(AnacrontabLine.Faulty.class::isInstance)
            .map(line -> String.valueOf(line.number()))
            .toList());
  }
}
