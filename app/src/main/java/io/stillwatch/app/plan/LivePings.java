// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.plan;

import io.stillwatch.app.config.PingSchedule;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.fold.DeclaredPings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The jobs that ping as the file of jobs and the API declare them; what the file says of a key
/// comes first. Those of the API are read again once a minute, because other processes may change
/// them; while they cannot be read, what was read before holds. May be used by any thread.
public final class LivePings {
  private static final Logger LOG = LoggerFactory.getLogger(LivePings.class);
  private static final Duration READ_EVERY = Duration.ofMinutes(1);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  private final Supplier<List<DeclaredPing>> file;
  private final PingStore store;
  private final InstantSource clock;
  private Map<String, DeclaredPing> stored = Map.of();
  private Instant nextReadAt = Instant.MIN;
  private boolean everRead;
  private boolean failing;

  LivePings(Supplier<List<DeclaredPing>> file, PingStore store, InstantSource clock) {
    this.file = file;
    this.store = store;
    this.clock = clock;
  }

  /// Without a file.
  public static LivePings of(PingStore store, InstantSource clock) {
    return new LivePings(List::of, store, clock);
  }

  /// All, those of the file first.
  public List<DeclaredPing> all() {
    var all = new LinkedHashMap<String, DeclaredPing>();
    for (var ping : file.get()) all.put(ping.key(), ping);
    stored().forEach(all::putIfAbsent);
    return List.copyOf(all.values());
  }

  public Optional<DeclaredPing> find(String key) {
    var ofFile = file.get().stream().filter(ping -> ping.key().equals(key)).findFirst();
    return ofFile.isPresent() ? ofFile : Optional.ofNullable(stored().get(key));
  }

  public boolean inFile(String key) {
    return file.get().stream().anyMatch(ping -> ping.key().equals(key));
  }

  /// The job whose address has this UUID.
  public Optional<DeclaredPing> ofSecret(String uuid) {
    var hash = hash(uuid);
    return stored().values().stream().filter(ping -> ping.secret().equals(hash)).findFirst();
  }

  /// Throws if what the API declared was never read yet: a key must not be called unknown then.
  public void mustBeKnown() throws StoreException {
    stored();
    if (!read()) throw new StoreException("Which pings are declared cannot be read yet.");
  }

  private synchronized boolean read() {
    return everRead;
  }

  public void put(DeclaredPing ping) throws StoreException {
    store.put(ping);
    change(ping.key(), Optional.of(ping));
  }

  public void delete(String key) throws StoreException {
    store.delete(key);
    change(key, Optional.empty());
  }

  private synchronized void change(String key, Optional<DeclaredPing> ping) {
    var next = new LinkedHashMap<>(stored);
    ping.ifPresentOrElse(one -> next.put(key, one), () -> next.remove(key));
    stored = next;
  }

  /// Those with a schedule, as jobs of their host.
  List<Job> jobs() {
    return all().stream()
        .flatMap(ping -> PingSchedule.find(ping.timing()).stream().map(due -> job(ping, due)))
        .toList();
  }

  private Job job(DeclaredPing ping, Schedule schedule) {
    var key = ping.key();
    return new Job(
        DeclaredPings.id(key),
        JobKind.SCHEDULED_COMMAND,
        key,
        Host.HEARTBEATS,
        schedule,
        new Definition(inFile(key) ? "jobs.yaml" : "/api/v1/pings/" + key, 0, key, key),
        key,
        "");
  }

  /// What the API says of a job.
  JobNote note(Job job) {
    if (!job.host().equals(Host.HEARTBEATS)) return JobNote.NONE;
    var ping = stored().get(job.subject());
    return ping == null ? JobNote.NONE : ping.note();
  }

  private synchronized Map<String, DeclaredPing> stored() {
    var now = clock.instant();
    if (now.isBefore(nextReadAt)) return stored;
    try {
      var read = new LinkedHashMap<String, DeclaredPing>();
      for (var ping : store.all()) read.put(ping.key(), ping);
      stored = read;
      nextReadAt = now.plus(READ_EVERY);
      everRead = true;
      failing = false;
    } catch (StoreException e) {
      nextReadAt = now.plus(TRY_AGAIN);
      if (!failing)
        LOG.atWarn().setCause(e).log("Declared pings cannot be read; continuing with those known.");
      failing = true;
    }
    return stored;
  }

  public static String hash(String uuid) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(uuid.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
