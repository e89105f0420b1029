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
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Which job the address of a ping means, and whether it is accepted.
///
/// 1. A UUID that the API gave means the job that it was given for; so does the key of the project
///    followed by the key of a job. Both are secret: neither is stored, shown or logged.
/// 2. Another key means the job of that name, unless only secret addresses are accepted.
/// 3. A key is known that is declared or was pinged before, here or at another process.
/// 4. What becomes of an unknown one is a setting; a UUID, or a key with a slash, is not created.
public final class PingAddresses {
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final PingRules rules;
  private final LivePings declared;
  private final PingedJobs jobs;
  private final InstantSource clock;
  private final Set<String> pinged = ConcurrentHashMap.newKeySet();

  public PingAddresses(
      PingRules rules, LivePings declared, JobStatusStore statuses, InstantSource clock) {
    this.rules = rules;
    this.declared = declared;
    this.jobs = new PingedJobs(statuses);
    this.clock = clock;
  }

  /// Of a process that knows nobody else: it adopts every key.
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

    record Refused(HttpStatus status, String why) implements Meaning {}
  }

  /// `slug` is empty for an address of one part.
  Meaning meaning(String key, String slug, boolean create) throws StoreException {
    var ofSecret = declared.ofSecret(key);
    if (slug.isEmpty() && ofSecret.isPresent()) return new Meaning.Known(ofSecret.get().key());
    boolean ofProject = !slug.isEmpty() && isProjectKey(key);
    if (rules.secretOnly() && !ofProject) return unknown();
    var whole = ofProject ? slug : slug.isEmpty() ? key : key + "/" + slug;
    if (Heartbeats.isReserved(whole))
      return new Meaning.Refused(
          HttpStatus.FORBIDDEN,
          "Keys that begin with stillwatch- are for jobs of Stillwatch itself.");
    if (known(whole)) return new Meaning.Known(whole);
    boolean plain = DeclaredPing.isKey(whole) && !UUID.matcher(whole).matches();
    return switch (rules.unknown()) {
      case ADOPT -> new Meaning.Unknown(whole, false);
      case CREATE -> create && plain ? new Meaning.Unknown(whole, true) : unknown();
      case REFUSE -> unknown();
    };
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

  private boolean known(String key) throws StoreException {
    if (pinged.contains(key) || declared.find(key).isPresent()) return true;
    if (rules.unknown() == Unknown.ADOPT) return false; // adopted whether another process knows it
    declared.mustBeKnown();
    var job = jobs.find(key).filter(status -> !status.retirement().retired());
    job.ifPresent(_ -> pinged.add(key));
    return job.isPresent();
  }

  /// From now on the key is known.
  void made(Meaning.Unknown unknown) throws StoreException {
    if (unknown.declaredByIt()) declared.put(DeclaredPing.of(unknown.key(), clock.instant()));
    pinged.add(unknown.key());
  }
}
