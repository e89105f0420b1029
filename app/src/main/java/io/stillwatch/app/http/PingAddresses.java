// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.http.HttpStatus;
import io.stillwatch.app.http.PingRules.Unknown;
import io.stillwatch.app.plan.LivePings;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which job the address of a ping means, and whether it is accepted.
///
/// 1. A UUID that the API gave means the job that it was given for; so does the key of the project
///    followed by the key of a job. Both are secret: neither is stored, shown or logged.
/// 2. Another key means the job of that name, unless only secret addresses are accepted.
/// 3. A key is known that is declared or was pinged before, here or at another process.
/// 4. What becomes of an unknown one is a setting; a key with a slash is not created.
/// 5. If it cannot be read whether a key is known, its ping is kept: the job may be known.
/// 6. A UUID may be a secret: an unknown one never becomes a key, and if it cannot be read whether
///    it is known, its sender is told to try again.
public final class PingAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(PingAddresses.class);
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Duration CONFIRMED_FOR = Duration.ofMinutes(1);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final PingRules rules;
  private final LivePings declared;
  private final PingedJobs jobs;
  private final InstantSource clock;
  private final Map<String, Instant> pinged = new ConcurrentHashMap<>();
  private volatile Instant askAt = Instant.MIN;

  public PingAddresses(
      PingRules rules, LivePings declared, JobStatusStore statuses, InstantSource clock) {
    this.rules = rules;
    this.declared = declared;
    this.jobs = new PingedJobs(statuses);
    this.clock = clock;
  }

  /// For a process on its own, which adopts every key.
  public static PingAddresses adopting(InstantSource clock) {
    var nothing = InMemoryStores.empty().outcomes().statuses();
    return new PingAddresses(
        PingRules.ADOPTING, LivePings.of(InMemoryStores.pings(), clock), nothing, clock);
  }

  PingRules rules() {
    return rules;
  }

  LivePings declared() {
    return declared;
  }

  InstantSource clock() {
    return clock;
  }

  /// What an address comes to.
  sealed interface Meaning {
    record Known(String key) implements Meaning {}

    /// It would be known from now on.
    record Unknown(String key, boolean declaredByIt) implements Meaning {}

    /// Whether it is known cannot be read now.
    record Unsure(String key) implements Meaning {}

    record Refused(HttpStatus status, String why) implements Meaning {}
  }

  /// `slug` is empty for an address of one part.
  Meaning meaning(String key, String slug, boolean create) throws StoreException {
    boolean secret = UUID.matcher(key).matches();
    if (secret && slug.isEmpty()) {
      var given = declared.ofSecret(key);
      if (given.isPresent()) return new Meaning.Known(given.get().key());
    }
    boolean ofProject = isProjectKey(key);
    if (ofProject ? slug.isEmpty() : rules.secretOnly()) return unknown();
    var whole = ofProject ? slug : slug.isEmpty() ? key : key + "/" + slug;
    if (Heartbeats.isReserved(whole))
      return new Meaning.Refused(
          HttpStatus.FORBIDDEN,
          "Keys that begin with stillwatch- are for jobs of Stillwatch itself.");
    return secret || UUID.matcher(whole).matches()
        ? known(whole) ? new Meaning.Known(whole) : unknown()
        : ofKey(whole, create);
  }

  private Meaning ofKey(String key, boolean create) {
    if (rules.unknown() == Unknown.ADOPT) // whether another process knows it or not
    return isDeclared(key) ? new Meaning.Known(key) : new Meaning.Unknown(key, false);
    try {
      if (known(key)) return new Meaning.Known(key);
    } catch (StoreException e) {
      LOG.atDebug().setCause(e).log("Whether a key is known cannot be read; keeping its ping.");
      return pinged.containsKey(key) ? new Meaning.Known(key) : new Meaning.Unsure(key);
    }
    boolean created = create && rules.unknown() == Unknown.CREATE && DeclaredPing.isKey(key);
    return created ? new Meaning.Unknown(key, true) : unknown();
  }

  /// The same for whatever is not known, so that an answer tells nothing of other keys.
  private Meaning unknown() {
    return new Meaning.Refused(
        HttpStatus.NOT_FOUND,
        rules.unknown() == Unknown.CREATE && !rules.secretOnly()
            ? "This ping is not known. Declare it (jobs.yaml, /api/v1/pings), or add ?create=1."
            : "This ping is not known. Declare it (jobs.yaml, /api/v1/pings).");
  }

  private boolean isProjectKey(String key) {
    return !rules.projectKey().isEmpty()
        && MessageDigest.isEqual(
            key.getBytes(StandardCharsets.UTF_8),
            rules.projectKey().getBytes(StandardCharsets.UTF_8));
  }

  private boolean isDeclared(String key) {
    return declared.find(key).isPresent();
  }

  private boolean known(String key) throws StoreException {
    if (isDeclared(key)) return true;
    declared.mustBeKnown();
    var now = clock.instant();
    var confirmed = pinged.get(key);
    if (confirmed != null && now.isBefore(confirmed.plus(CONFIRMED_FOR))) return true;
    if (now.isBefore(askAt)) throw new StoreException("Which keys are known cannot be read now.");
    try {
      boolean known = jobs.find(key).filter(job -> !job.retirement().retired()).isPresent();
      if (known) pinged.put(key, now);
      else pinged.remove(key);
      return known;
    } catch (StoreException e) {
      askAt = clock.instant().plus(ASK_AGAIN);
      throw e;
    }
  }

  /// From now on the key is known; returns whether it was declared by that.
  boolean made(Meaning.Unknown unknown) throws StoreException {
    if (!unknown.declaredByIt()) return false;
    PingRoutes.mustHaveRoom(declared);
    boolean created = declared.create(DeclaredPing.of(unknown.key(), clock.instant()));
    if (!created) pinged.put(unknown.key(), clock.instant()); // another process was faster
    return created;
  }

  /// What is withdrawn is not known any more because it pinged.
  void forget(String key) {
    pinged.remove(key);
  }
}
