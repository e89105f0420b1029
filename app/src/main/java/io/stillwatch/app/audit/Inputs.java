// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.auditor.cloud.AwsCli;
import io.stillwatch.auditor.cloud.CloudAuditor;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.host.StableId;
import io.stillwatch.collector.snapshot.SnapshotCodec;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.DiskLookup;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Location;
import java.io.IOException;
import java.io.InputStream;
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

/// Everything that one call of `stillwatch audit` reads.
///
/// A folder that holds `cron.d`, `crontab` or `logrotate.d` is the `/etc` of one host, so that
/// includes and drivers are found; any other file is a host of its own. What cannot be read below a
/// folder becomes a note; a file that was named and cannot be used is an error of its own.
public final class Inputs {
  private static final SourceId SOURCE = new SourceId("audit");
  private static final Host HERE = Host.server("local");
  private static final long TOO_LARGE = 16 << 20; // logrotate's own limit
  private static final String STANDARD_INPUT = "-";
  private static final String TEMPLATE = ": a template (see --as)";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConfigAuditor auditor;
  private final Platform platform;
  private final Instant at;
  private final Optional<FileKind> kind;
  private final LocalHost here;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, List<String>> texts = new HashMap<>();
  private final Map<String, Suppressions> suppressions = new HashMap<>();
  private final Map<String, String> readings = new LinkedHashMap<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> unusable = new ArrayList<>();
  private Optional<HostConfig> before = Optional.empty();
  private boolean comparing;
  private int suppressed;

  /// `kind` is what every file is read as; empty: each by its place and text.
  public Inputs(ConfigAuditor auditor, Platform platform, Instant at, Optional<FileKind> kind) {
    this(auditor, platform, at, kind, Path.of("/"));
  }

  /// `root` is where the file system of the machine at hand begins.
  Inputs(ConfigAuditor auditor, Platform platform, Instant at, Optional<FileKind> kind, Path root) {
    this.auditor = auditor;
    this.platform = platform;
    this.at = at;
    this.kind = kind;
    this.here = new LocalHost(root);
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /// Files below folders that are neither tables nor logrotate files nor documents, and templates.
  public List<String> ignored() {
    return List.copyOf(ignored);
  }

  /// What could not be read below a folder, each with the reason.
  public List<String> unread() {
    return List.copyOf(unread);
  }

  /// What is not certain about files that were read.
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /// What was named and cannot be audited, each with the reason.
  public List<String> unusable() {
    return List.copyOf(unusable);
  }

  /// What each file was read as.
  public Map<String, String> readings() {
    return java.util.Collections.unmodifiableMap(readings);
  }

  public int files() {
    return readings.size();
  }

  /// Findings that a comment in their file switches off.
  public int suppressed() {
    return suppressed;
  }

  /// A line of a file that was read, empty if there is none.
  public String line(Location place) {
    var lines = texts.getOrDefault(place.path(), List.of());
    return place.line() > 0 && place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
  }

  /// Reads a file or folder that was named.
  public void read(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      readNamed(path);
      return;
    }
    var etc = FolderFiles.isEtc(path) ? path : path.resolve("etc");
    if (FolderFiles.isEtc(etc)) {
      readHost(etc);
      return;
    }
    var below = FolderFiles.below(path);
    unread.addAll(below.unread());
    for (var file : below.files()) {
      if (passedOver(file)) continue;
      var content = Files.readAllBytes(file);
      boolean template =
          kind.isEmpty() && FolderFiles.template(path.relativize(file), text(content));
      var why = template ? TEMPLATE : readAlone(file.toString(), content);
      if (!why.isEmpty()) ignored.add(file + why);
    }
  }

  /// A template by its name, unless it was said what it is to be read as.
  private boolean passedOver(Path file) {
    boolean template = kind.isEmpty() && FolderFiles.template(file);
    if (template) ignored.add(file + TEMPLATE);
    return template;
  }

  /// Reads what standard input holds.
  public void read(InputStream input) throws IOException {
    var why = readAlone(STANDARD_INPUT, input.readNBytes((int) TOO_LARGE + 1));
    if (!why.isEmpty()) unusable.add("standard input" + why);
  }

  private void readNamed(Path path) throws IOException {
    var problem = FolderFiles.problem(path);
    if (!problem.isEmpty()) {
      unusable.add(path + problem);
      return;
    }
    var content = Files.readAllBytes(path);
    var text = text(content);
    if (kind.isEmpty() && FolderFiles.template(path, text)) {
      ignored.add(path + TEMPLATE);
      return;
    }
    var why = readAlone(path.toString(), content);
    if (why.isEmpty()) return;
    GivenFile.withoutEntries(text)
        .ifPresentOrElse(
            what -> notes.add(path + ": " + what + "; not audited"),
            () -> unusable.add(path + why));
  }

  /// An `/etc` with the tables of the users beside it; of the machine at hand with what it tells.
  private void readHost(Path etc) throws IOException {
    boolean live = here.owns(etc);
    var spool = live ? here.spool() : etc.resolveSibling("var").resolve("spool").resolve("cron");
    var found = FolderFiles.ofHost(etc).and(FolderFiles.ofSpool(spool));
    unread.addAll(found.unread());
    var given = new ArrayList<GivenFile>();
    var configs = new ArrayList<ConfigFile>();
    for (var file : found.files()) {
      if (!live && passedOver(file)) continue;
      var text = text(Files.readAllBytes(file));
      var logical =
          file.startsWith(spool)
              ? "/var/spool/cron" + below(spool, file)
              : "/etc" + below(etc, file);
      var one = GivenFile.installed(file.toString(), logical, text);
      given.add(one);
      var attributes = live ? LocalHost.attributes(file) : ConfigFile.Attributes.UNKNOWN;
      configs.add(new ConfigFile(logical, one.text(), attributes));
    }
    for (var link : live ? FolderFiles.brokenTables(etc) : List.<Path>of()) {
      var logical = "/etc/cron.d/" + link.getFileName();
      configs.add(new ConfigFile(logical, "", LocalHost.attributes(link)));
    }
    var facts = new HashMap<>(platform.facts());
    if (live) facts.putAll(here.facts());
    audit(
        given,
        new HostConfig(
            "audit",
            SOURCE,
            HERE,
            at,
            new Platform(platform.dialect(), platform.zone(), platform.description(), facts),
            configs,
            live ? here.accounts(at) : NO_ACCOUNTS,
            live ? here.disk() : HostConfig.Disk.UNKNOWN),
        live ? here : DiskLookup.NONE);
  }

  private static String below(Path folder, Path file) {
    return "/" + folder.relativize(file).toString().replace('\\', '/');
  }

  /// Why the content cannot be audited, or nothing.
  private String readAlone(String shown, byte[] content) {
    if (content.length > TOO_LARGE) return ": larger than 16 MiB";
    var text = text(content);
    if (kind.isEmpty() && text.stripLeading().startsWith("{")) return document(shown, text);
    if (text.indexOf('\0') >= 0) return ": not a text file";
    var given = kind.map(k -> GivenFile.as(k, shown, text)).or(() -> GivenFile.of(shown, text));
    if (given.isEmpty() && GivenFile.ofAnotherDaemon(shown, text)) {
      notes.add(shown + ": a service of D-Bus or avahi, not a unit of systemd; not audited");
      return "";
    }
    if (given.isEmpty()) return ": neither a crontab nor logrotate or systemd configuration";
    var file = given.get();
    if (file.uncertain() && !comparing) {
      notes.add(
          shown
              + ": nothing tells whether it has a user column; read as a user crontab (see --as)");
    }
    audit(
        List.of(file),
        new HostConfig(
            "audit",
            SOURCE,
            HERE,
            at,
            platform,
            List.of(ConfigFile.of(file.logical(), text)),
            NO_ACCOUNTS,
            HostConfig.Disk.UNKNOWN),
        DiskLookup.NONE);
    return "";
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private void audit(List<GivenFile> given, HostConfig config, DiskLookup disk) {
    var shown = new HashMap<String, String>();
    for (var file : given) {
      shown.put(file.logical(), file.shown());
      texts.put(file.shown(), file.text().lines().toList());
      if (!comparing) readings.put(file.shown(), file.kind().words());
    }
    add(config, disk, shown);
  }

  /// Reads a snapshot or a folder such as `/etc` that is not audited: what is read afterwards is
  /// compared with it.
  public void compareWith(Path older) throws IOException {
    comparing = true;
    read(older);
    comparing = false;
    texts.clear();
  }

  private void add(HostConfig config, DiskLookup disk, Map<String, String> shown) {
    if (comparing) {
      before = Optional.of(config);
      return;
    }
    var request = new AuditRequest(config, before, List.of(), List.of(), at, disk);
    for (var f : auditor.audit(request, path -> shown.getOrDefault(path, path)).findings()) {
      var place = f.place();
      var path = shown.getOrDefault(place.path(), place.path());
      keep(
          new Finding(
              f.id(),
              f.rule(),
              f.severity(),
              new Location(place.host(), path, place.line(), place.column()),
              f.explanation(),
              f.jobsLost(),
              f.confidence(),
              f.life()));
    }
  }

  private void keep(Finding finding) {
    boolean covered =
        suppressions
            .computeIfAbsent(
                finding.place().path(),
                path -> Suppressions.in(texts.getOrDefault(path, List.of())))
            .cover(finding);
    if (covered) suppressed++;
    else findings.add(finding);
  }

  /// A snapshot of a host, or facts of AWS.
  private String document(String shown, String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      return ": not valid JSON (line " + (place == null ? 1 : place.getLineNr()) + ")";
    }
    if (json.path("tables").isArray() || json.path("config").path("tables").isArray()) {
      return snapshot(shown, text);
    }
    return awsFacts(shown, text, Tree.of(JSON.convertValue(json, Object.class)));
  }

  private String awsFacts(String shown, String text, Tree tree) {
    var known = CloudAuditor.kind(tree);
    var documents =
        known.isPresent()
            ? List.of(new AwsCli.Facts(tree, place -> CloudAuditor.origin(tree, place)))
            : AwsCli.read(tree, Inputs::tree);
    if (documents.isEmpty()) return ": neither a snapshot nor a document of AWS facts";
    readings.put(shown, known.isPresent() ? "document of AWS facts" : "output of the AWS CLI");
    JsonPlaces places;
    try {
      places = JsonPlaces.of(text);
    } catch (IOException e) {
      return ": not valid JSON";
    }
    for (var facts : documents) {
      CloudAuditor.kind(facts.document()).stream()
          .flatMap(kind -> CloudAuditor.audit(kind, facts.document(), shown, at).stream())
          .forEach(f -> findings.add(placed(f, shown, places, facts)));
    }
    return "";
  }

  private static Tree tree(String text) {
    try {
      return Tree.of(JSON.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      return Tree.EMPTY;
    }
  }

  /// The same problem of another resource has another id.
  private static Finding placed(Finding f, String shown, JsonPlaces places, AwsCli.Facts facts) {
    var place = places.at(facts.origin().apply(f.place().path()));
    var resource = facts.resource();
    return new Finding(
        resource.isEmpty() ? f.id() : StableId.of(f.id(), resource),
        f.rule(),
        f.severity(),
        new Location(f.place().host(), shown, place.line(), place.column()),
        f.explanation(),
        f.jobsLost(),
        f.confidence(),
        f.life());
  }

  private String snapshot(String shown, String text) {
    var codec = new SnapshotCodec(HERE, platform.zone());
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var evidence = codec.read(SOURCE, new Position(shown, "", 0), bytes, at);
    if (!(evidence instanceof HostConfig config)) return ": not a snapshot of this version";
    for (var file : config.files()) {
      texts.put(file.path(), file.text().lines().toList());
      if (!comparing) readings.put(file.path(), "file of the snapshot " + shown);
    }
    add(config, DiskLookup.NONE, Map.of());
    return "";
  }

  private static final HostConfig.Accounts NO_ACCOUNTS = new HostConfig.Accounts(List.of(), false);
}
