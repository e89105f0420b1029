// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.shell.ShellLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `dash -n`: whether Debian's `/bin/sh` parses a command. Nothing of it is run.
final class ShellOracle extends RootOracle {
  private static final String FILE = "/tmp/command.sh";
  private static final Answer PARSED = Answer.of(List.of("parsed"));
  private static final Answer REFUSED = Answer.of(List.of("refused"));

  ShellOracle(DebianRoot root, List<String> seeds) {
    super(root, "shell", seeds);
  }

  @Override
  public List<Answer> ask(List<String> texts) throws IOException, InterruptedException {
    var answers = new ArrayList<Answer>();
    for (var text : texts) {
      root.write(FILE, text);
      answers.add(root.run("/bin/dash", "-n", FILE).exit() == 0 ? PARSED : REFUSED);
    }
    return answers;
  }

  @Override
  public Answer audit(String text) {
    return ShellLine.refusal(text, false).isEmpty() ? PARSED : REFUSED;
  }
}
