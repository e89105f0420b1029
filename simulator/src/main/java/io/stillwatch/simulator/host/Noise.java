// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import static java.util.Locale.ROOT;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.chance.Rhythm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a server writes besides cron: logins and scans, the firewall, units of systemd.
final class Noise {
  /// Events per hour; each makes one to three lines.
  record Rates(double strangers, double firewall, double units) {}

  private final Rates rates;
  private final String address;
  private final Instant booted;
  private int session = 100;

  Noise(Rates rates, String address, Instant booted) {
    this.rates = rates;
    this.address = address;
    this.booted = booted;
  }

  List<Said> in(Instant minute, Dice dice, ProcessNumbers processes) {
    var said = new ArrayList<Said>();
    for (var at : dice.instants(minute, rates.strangers())) stranger(at, dice, processes, said);
    for (var at : dice.instants(minute, rates.firewall())) said.add(blocked(at, dice));
    for (var at : dice.instants(minute, rates.units())) unit(at, dice, said);
    for (var at : dice.instants(minute, 0.4 * Rhythm.at(minute))) {
      login(at, dice, processes, said);
    }
    return said;
  }

  private static void stranger(Instant at, Dice dice, ProcessNumbers processes, List<Said> said) {
    var sshd = "sshd[" + processes.next(dice) + "]";
    var from = dice.oneOf("203.0.113.", "198.51.100.", "192.0.2.") + dice.between(1, 254);
    var port = dice.between(32768, 60999);
    var name = dice.oneOf("admin", "test", "oracle", "ubuntu", "postgres", "git");
    if (dice.chance(0.5)) {
      said.add(new Said(at, sshd, "Invalid user " + name + " from " + from + " port " + port));
      var closed = "Connection closed by invalid user " + name + " " + from + " port " + port;
      said.add(new Said(at.plusSeconds(1), sshd, closed + " [preauth]"));
      return;
    }
    var root = "authenticating user root " + from + " port " + port + " [preauth]";
    said.add(new Said(at, sshd, "Connection closed by " + root));
  }

  private Said blocked(Instant at, Dice dice) {
    var up = (at.toEpochMilli() - booted.toEpochMilli()) / 1000.0;
    var text =
        String.format(
            ROOT,
            "[%12.6f] [UFW BLOCK] IN=ens5 OUT= SRC=203.0.113.%d DST=%s LEN=%d TOS=0x00 PREC=0x00 TTL=%d"
                + " ID=%d PROTO=TCP SPT=%d DPT=%d WINDOW=1024 RES=0x00 SYN URGP=0",
            up,
            dice.between(1, 254),
            address,
            dice.oneOf(40, 44, 60),
            dice.between(40, 250),
            dice.below(65536),
            dice.between(1024, 65535),
            dice.oneOf(23, 445, 3389, 5900, 6379, 8080));
    return new Said(at, "kernel", text);
  }

  private static void unit(Instant at, Dice dice, List<Said> said) {
    var unit =
        dice.oneOf(
            "apt-daily.service - Daily apt download activities",
            "fwupd-refresh.service - Refresh fwupd metadata and update motd",
            "systemd-tmpfiles-clean.service - Cleanup of Temporary Directories",
            "sysstat-collect.service - system activity accounting tool",
            "e2scrub_all.service - Online ext4 Metadata Check for All Filesystems");
    var service = unit.substring(0, unit.indexOf(' '));
    said.add(new Said(at, "systemd[1]", "Starting " + unit + "..."));
    said.add(new Said(at.plusMillis(700), "systemd[1]", service + ": Deactivated successfully."));
    said.add(new Said(at.plusMillis(700), "systemd[1]", "Finished " + unit + "."));
  }

  private void login(Instant at, Dice dice, ProcessNumbers processes, List<Said> said) {
    var pid = processes.next(dice);
    var from = "10.0.9." + dice.between(10, 40) + " port " + dice.between(32768, 60999);
    var key = " ssh2: ED25519 SHA256:" + Long.toString(dice.below(1 << 30) + (1L << 42), 36);
    said.add(
        new Said(at, "sshd[" + pid + "]", "Accepted publickey for operator from " + from + key));
    var scope = "session-" + ++session + ".scope - Session " + session + " of User operator.";
    said.add(new Said(at.plusMillis(200), "systemd[1]", "Started " + scope));
  }
}
