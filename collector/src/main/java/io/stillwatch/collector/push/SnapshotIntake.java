// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.json.ForeignJson;
import io.stillwatch.collector.snapshot.SnapshotCodec;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Takes snapshots of hosts: the lines that snapshot files have too. A request is kept as a whole
/// or refused as a whole.
public final class SnapshotIntake {
  private static final String PUSHED = "pushed";

  /// Clocks differ by less.
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final Intake intake;
  private final ZoneId zone;

  /// `zone` is that of status files whose host tells none.
  public SnapshotIntake(Intake intake, ZoneId zone) {
    this.intake = intake;
    this.zone = zone;
  }

  /// Returns how many snapshots were kept; `sender` names a host that does not name itself.
  public int take(byte[] body, String sender) throws RefusedException, StoreException {
    try {
      ForeignJson.SNAPSHOT.check(body);
    } catch (ForeignJson.TooManyException e) {
      throw RefusedException.tooMuch(e);
    }
    var codec = new SnapshotCodec(Host.server(sender), zone);
    var kept = new ArrayList<Evidence>();
    int number = 0;
    for (var line : new String(body, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      if (line.isBlank()) continue;
      var raw = line.getBytes(StandardCharsets.UTF_8);
      var position = new Position("/ingest/snapshot", PUSHED, 0);
      var source = new SourceId(PushedSources.SNAPSHOTS + codec.hostOf(raw).name());
      var evidence = codec.read(source, position, raw, intake.now());
      if (evidence instanceof Gap gap) {
        throw new RefusedException("Line " + number + ": " + gap.why());
      }
      believable(evidence, number);
      if (!intake.quotas().admits(evidence.host().name(), sender)) {
        throw new RefusedException(
            "As many hosts as push.maxHosts allows are known, or this sender has made its share"
                + " known, and this is another one.");
      }
      kept.add(evidence);
    }
    if (kept.isEmpty()) throw new RefusedException("The body has no snapshot line.");
    intake.keepSnapshots(List.copyOf(kept));
    return kept.size();
  }

  /// What is pushed is about a server, now: RDS is asked by us, and a snapshot of the future would
  /// hide all that come until then.
  private void believable(Evidence evidence, int line) throws RefusedException {
    if (evidence.host().kind() != Host.Kind.SERVER) {
      throw new RefusedException(
          "Line " + line + ": a pushed snapshot is of a server, not of an RDS instance.");
    }
    if (evidence.at().isAfter(intake.now().plus(AHEAD))) {
      throw new RefusedException(
          "Line "
              + line
              + ": @timestamp is "
              + evidence.at()
              + ", in the future. Set the clock of the host.");
    }
  }
}
