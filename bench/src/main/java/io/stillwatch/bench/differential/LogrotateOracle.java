// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.LogrotateConfig.Principals;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.Settings;
import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.core.evidence.ConfigFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// `logrotate -d`: its complaints in order, then the stanzas that it keeps with their criterion and
/// number of rotations.
///
/// A log or folder that is not on its disk is not part of the question.
final class LogrotateOracle extends RootOracle {
  private static final String FILE = "/etc/logrotate.conf";
  private static final String KEEPS = "keeps ";
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "(?:error|warning): (?:" + Pattern.quote(FILE) + "(?::|: )?(?:\\d+,?)? ?:?)(.+)");
  private static final Pattern KEPT =
      Pattern.compile(
          "rotating pattern: (.*?) +(forced from command line|hourly|after 1 days|weekly|monthly"
              + "|yearly|\\d+ bytes) +(?:\\((\\d+) rotations\\)|\\(no old logs will be kept\\))?.*",
          Pattern.DOTALL);
  private static final Set<String> OF_THE_DISK =
      Set.of("error verifying", "failed to", "glob failed", "including", "cannot stat");

  private final Set<String> names;

  LogrotateOracle(DebianRoot root, Set<String> names, List<String> seeds) {
    super(root, "logrotate", seeds);
    this.names = names;
  }

  @Override
  public String path() {
    return FILE;
  }

  @Override
  public List<String> complaints(Answer answer) {
    return answer.statements().stream().filter(s -> !s.startsWith(KEEPS)).toList();
  }

  @Override
  public List<Answer> ask(List<String> texts) throws IOException, InterruptedException {
    var users = new StringBuilder();
    var groups = new StringBuilder();
    int id = 100;
    for (var name : new TreeSet<>(names)) {
      int uid = name.equals("root") ? 0 : id++;
      users.append(name).append(":x:").append(uid).append(":0::/root:/bin/sh\n");
      groups.append(name).append(":x:").append(uid).append(":\n");
    }
    root.write("/etc/passwd", users.toString());
    root.write("/etc/group", groups.toString());
    root.empty("/etc/logrotate.d");
    var answers = new ArrayList<Answer>();
    for (var text : texts) answers.add(ask(text));
    return answers;
  }

  private Answer ask(String text) throws IOException, InterruptedException {
    root.write(FILE, text);
    var result = root.run("/usr/sbin/logrotate", "-d", FILE);
    var statements = new ArrayList<String>();
    for (var line : result.lines()) {
      var complaint = COMPLAINT.matcher(line);
      if (!complaint.matches()) continue;
      var message = complaint.group(1).strip().replaceFirst(", found 0x[0-9a-f]+$", "");
      if (OF_THE_DISK.stream().anyMatch(message::startsWith)) {
        return Answer.unusable(message);
      }
      statements.add(message);
    }
    for (var part : result.output().split("\n(?=rotating pattern: )", -1)) {
      var kept = KEPT.matcher(part);
      if (!kept.matches()) continue;
      var rotations = kept.group(3) == null ? "" : kept.group(3);
      statements.add(KEEPS + words(kept.group(1)) + " " + kept.group(2) + " " + rotations);
    }
    return Answer.of(statements);
  }

  private static String words(String pattern) {
    var words = new ArrayList<String>();
    for (var line : pattern.split("\n", -1)) {
      if (!line.strip().startsWith("#")) words.add(line.replaceAll("[\"'\\\\]", "").strip());
    }
    return String.join(" ", words).replaceAll("\\s+", " ").strip();
  }

  @Override
  public Answer audit(String text) {
    var config =
        LogrotateConfig.read(
            FILE, List.of(ConfigFile.of(FILE, text)), new Principals(names, names));
    var statements = new ArrayList<String>();
    config.faults().stream().map(LogrotateFault::message).forEach(statements::add);
    var seen = new HashSet<Stanza>();
    for (var stanza : config.stanzas()) {
      if (stanza.lostBy().isEmpty() && seen.add(stanza)) statements.add(KEEPS + kept(stanza));
    }
    return Answer.of(statements);
  }

  private static String kept(Stanza stanza) {
    var paths = String.join(" ", stanza.patterns().stream().map(Stanza.Pattern::text).toList());
    var settings = stanza.settings();
    return paths.replaceAll("\\s+", " ").strip()
        + " "
        + criterion(settings)
        + " "
        + rotations(settings);
  }

  private static String criterion(Settings settings) {
    return switch (settings.criterion()) {
      case "daily" -> "after 1 days";
      case "size" -> settings.sizeBytes() + " bytes";
      default -> settings.criterion();
    };
  }

  private static String rotations(Settings settings) {
    var count = settings.rotations().orElse(0);
    return count == 0 || count == -1 ? "" : String.valueOf(count);
  }
}
