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
import java.util.concurrent.locks.ReentrantLock;
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
  private static final String UNREAD = "Which pings are declared cannot be read now.";

  private final Supplier<List<DeclaredPing>> file;
  private final PingStore store;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private Map<String, DeclaredPing> stored = Map.of();
  private Instant triedAt = Instant.MIN;
  private boolean everRead;
  private boolean failing;
  private long changes;

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

  /// The job whose address has this UUID. Another process may have given it a moment ago, so an
  /// unknown one is looked for in the store, every five seconds at most. Throws if that cannot be
  /// done: the address must not be called unknown then.
  public Optional<DeclaredPing> ofSecret(String uuid) throws StoreException {
    var hash = hash(uuid);
    var found = ofHash(stored(), hash);
    if (found.isPresent()) return found;
    readIfOlder(TRY_AGAIN);
    mustBeRead();
    return ofHash(held(), hash);
  }

  private static Optional<DeclaredPing> ofHash(Map<String, DeclaredPing> pings, String hash) {
    return pings.values().stream().filter(ping -> ping.secret().equals(hash)).findFirst();
  }

  private synchronized void mustBeRead() throws StoreException {
    if (!everRead || failing || isOlder(TRY_AGAIN)) throw new StoreException(UNREAD);
  }

  /// Throws if what the API declared was never read yet: a key must not be called unknown then.
  public void mustBeKnown() throws StoreException {
    stored();
    if (!isKnown()) throw new StoreException(UNREAD);
  }

  private synchronized boolean isKnown() {
    return everRead;
  }

  public void put(DeclaredPing ping) throws StoreException {
    store.put(ping);
    change(ping.key(), Optional.of(ping));
  }

  /// Declares a ping unless its key is declared already; returns whether it did.
  public boolean create(DeclaredPing ping) throws StoreException {
    boolean made = store.create(ping);
    if (made) change(ping.key(), Optional.of(ping));
    return made;
  }

  /// Whether any is declared.
  public boolean any() {
    return !all().isEmpty();
  }

  /// Whether no more pings can be declared.
  public boolean full() {
    return all().size() >= PingStore.MOST;
  }

  public void delete(String key) throws StoreException {
    store.delete(key);
    change(key, Optional.empty());
  }

  private synchronized void change(String key, Optional<DeclaredPing> ping) {
    var next = new LinkedHashMap<>(stored);
    ping.ifPresentOrElse(one -> next.put(key, one), () -> next.remove(key));
    stored = next;
    changes++;
  }

  /// As jobs of their host; empty if what the API declared was never read yet.
  Optional<List<Job>> jobs() {
    stored();
    if (!isKnown()) return Optional.empty();
    return Optional.of(all().stream().map(this::job).toList());
  }

  private Job job(DeclaredPing ping) {
    return PingSchedule.find(ping.timing())
        .map(due -> job(ping, due))
        .orElseGet(() -> DeclaredPings.learned(ping.key()));
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

  private Map<String, DeclaredPing> stored() {
    readIfOlder(READ_EVERY);
    return held();
  }

  /// Only one caller reads at a time; the others use what is known.
  private void readIfOlder(Duration age) {
    if (!isOlder(age) || !reading.tryLock()) return;
    try {
      if (isOlder(age)) read();
    } finally {
      reading.unlock();
    }
  }

  private void read() {
    long before = changes();
    try {
      var read = new LinkedHashMap<String, DeclaredPing>();
      for (var ping : store.all()) read.put(ping.key(), ping);
      took(read, before);
    } catch (StoreException e) {
      failed(e);
    }
  }

  private synchronized Map<String, DeclaredPing> held() {
    return stored;
  }

  private synchronized long changes() {
    return changes;
  }

  private synchronized boolean isOlder(Duration age) {
    return !clock.instant().isBefore(triedAt.plus(failing ? TRY_AGAIN : age));
  }

  /// What was changed while it was read may be missing in it: it is read again.
  private synchronized void took(Map<String, DeclaredPing> read, long before) {
    if (changes != before) return;
    stored = read;
    triedAt = clock.instant();
    everRead = true;
    failing = false;
  }

  private synchronized void failed(StoreException e) {
    triedAt = clock.instant();
    if (!failing)
      LOG.atWarn().setCause(e).log("Declared pings cannot be read; continuing with those known.");
    failing = true;
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
