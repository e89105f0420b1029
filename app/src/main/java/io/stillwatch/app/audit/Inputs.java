// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.auditor.cloud.CloudAuditor;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.collector.snapshot.SnapshotCodec;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything that one call of `stillwatch audit` reads.
///
/// A folder that holds `cron.d`, `crontab` or `logrotate.d` is the `/etc` of one host, so that
/// includes and drivers are found; any other file is a host of its own.
public final class Inputs {
  private static final SourceId SOURCE = new SourceId("audit");
  private static final Host HERE = Host.server("local");
  private static final long TOO_LARGE = 16 << 20; // logrotate's own limit
  private static final Pattern SPOOL =
      Pattern.compile("crontab -u \\S+ -l \\| sed (.*) \\| crontab -u \\S+ -");
  private static final Pattern OF_HOST =
      Pattern.compile(
          "/etc/(?:crontab|anacrontab|logrotate\\.conf|(?:cron|logrotate)\\.d/[^/]+"
              + "|systemd/system/[^/]+\\.(?:timer|service)(?:\\.d/[^/]+\\.conf)?)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConfigAuditor auditor;
  private final Platform platform;
  private final Instant at;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, List<String>> texts = new HashMap<>();
  private final List<String> ignored = new ArrayList<>();
  private Optional<HostConfig> before = Optional.empty();
  private boolean comparing;
  private int files;

  public Inputs(ConfigAuditor auditor, Platform platform, Instant at) {
    this.auditor = auditor;
    this.platform = platform;
    this.at = at;
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /// Paths that are neither tables nor logrotate files nor documents.
  public List<String> ignored() {
    return List.copyOf(ignored);
  }

  public int files() {
    return files;
  }

  /// A line of a file that was read, empty if there is none.
  public String line(Location place) {
    var lines = texts.getOrDefault(place.path(), List.of());
    return place.line() > 0 && place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
  }

  public void read(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      readAlone(path);
      return;
    }
    var etc = isEtc(path) ? path : path.resolve("etc");
    if (isEtc(etc)) {
      readHost(etc);
      return;
    }
    try (var below = Files.walk(path)) {
      for (var file : below.filter(Files::isRegularFile).sorted().toList()) {
        if (!inGit(file)) readAlone(file);
      }
    }
  }

  private static boolean inGit(Path file) {
    for (var part : file) if (part.toString().equals(".git")) return true;
    return false;
  }

  private static boolean isEtc(Path path) {
    return Files.isDirectory(path.resolve("cron.d"))
        || Files.isDirectory(path.resolve("logrotate.d"))
        || Files.isRegularFile(path.resolve("crontab"));
  }

  private void readHost(Path etc) throws IOException {
    var given = new LinkedHashMap<String, GivenFile>();
    try (var below = Files.walk(etc, 4)) {
      for (var file : below.filter(Files::isRegularFile).sorted().toList()) {
        var logical = "/etc/" + etc.relativize(file).toString().replace('\\', '/');
        boolean ours = OF_HOST.matcher(logical).matches();
        if (ours && Files.isReadable(file)) {
          given.put(logical, new GivenFile(file.toString(), logical, text(file)));
        }
      }
    }
    audit(new ArrayList<>(given.values()));
  }

  private void readAlone(Path path) throws IOException {
    if (Files.size(path) > TOO_LARGE) {
      ignored.add(path.toString());
      return;
    }
    var text = text(path);
    if (text.stripLeading().startsWith("{")) {
      document(path, text);
      return;
    }
    var given = GivenFile.of(path.toString(), text);
    if (given.isEmpty() || text.indexOf('\0') >= 0) ignored.add(path.toString());
    else audit(List.of(given.get()));
  }

  private static String text(Path path) throws IOException {
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }

  private void audit(List<GivenFile> given) {
    files += given.size();
    var shown = new HashMap<String, String>();
    var configs = new ArrayList<ConfigFile>();
    for (var file : given) {
      shown.put(file.logical(), file.shown());
      texts.put(file.shown(), file.text().lines().toList());
      configs.add(ConfigFile.of(file.logical(), file.text()));
    }
    var accounts = new HostConfig.Accounts(List.of(), false);
    var config =
        new HostConfig(
            "audit", SOURCE, HERE, at, platform, configs, accounts, HostConfig.Disk.UNKNOWN);
    add(config, shown);
  }

  /// Reads a snapshot or a folder such as `/etc` that is not audited: what is read afterwards is
  /// compared with it.
  public void compareWith(Path older) throws IOException {
    comparing = true;
    read(older);
    comparing = false;
    files = 0;
    texts.clear();
  }

  private void add(HostConfig config, Map<String, String> shown) {
    if (comparing) {
      before = Optional.of(config);
      return;
    }
    var request = new AuditRequest(config, before, List.of(), List.of(), at);
    for (var f : auditor.audit(request).findings()) {
      var place = f.place();
      var path = shown.getOrDefault(place.path(), place.path());
      findings.add(
          new Finding(
              f.id(),
              f.rule(),
              f.severity(),
              new Location(place.host(), path, place.line(), place.column()),
              shownIn(f.explanation(), place.path(), path),
              f.jobsLost(),
              f.confidence(),
              f.life()));
    }
  }

  /// A remedy names the file as it was given, and edits it in place.
  private static Explanation shownIn(Explanation words, String logical, String shown) {
    if (logical.equals(shown)) return words;
    var remedy =
        SPOOL
            .matcher(words.remedy())
            .replaceFirst(m -> Matcher.quoteReplacement("sed -i " + m.group(1) + " " + shown))
            .replace(logical, shown);
    return new Explanation(words.title(), words.evidence(), remedy, words.suggestion());
  }

  /// A snapshot of a host, or facts of AWS.
  private void document(Path path, String text) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      ignored.add(path + " (not JSON: " + e.getOriginalMessage() + ")");
      return;
    }
    if (json.path("tables").isArray() || json.path("config").path("tables").isArray()) {
      snapshot(path, text);
      return;
    }
    var tree = Tree.of(JSON.convertValue(json, Object.class));
    var kind = CloudAuditor.kind(tree);
    if (kind.isEmpty()) {
      ignored.add(path.toString());
      return;
    }
    files++;
    for (var f : CloudAuditor.audit(kind.get(), tree, path.toString(), at)) {
      var place = new Location(f.place().host(), path.toString(), 1, 1);
      var where = f.explanation();
      findings.add(
          new Finding(
              f.id(),
              f.rule(),
              f.severity(),
              place,
              where,
              f.jobsLost(),
              f.confidence(),
              f.life()));
    }
  }

  private void snapshot(Path path, String text) {
    var codec = new SnapshotCodec(HERE, platform.zone());
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var evidence = codec.read(SOURCE, new Position(path.toString(), "", 0), bytes, at);
    if (evidence instanceof HostConfig config) {
      files += config.files().size();
      for (var file : config.files()) texts.put(file.path(), file.text().lines().toList());
      add(config, Map.of());
    } else {
      ignored.add(path.toString());
    }
  }
}
