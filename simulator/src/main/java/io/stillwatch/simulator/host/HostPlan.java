// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a host is like when the simulation begins.
record HostPlan(
    Identity identity,
    List<Account> users,
    List<ConfigText> tables,
    Map<String, PathState> paths,
    List<LogStanza> stanzas,
    Map<String, Integer> logBytesPerHour,
    Noise.Rates noise) {
  HostPlan {
    users = List.copyOf(users);
    tables = List.copyOf(tables);
    paths = Map.copyOf(paths);
    stanzas = List.copyOf(stanzas);
    logBytesPerHour = Map.copyOf(logBytesPerHour);
  }

  /// Name, address and clock of a host.
  record Identity(String name, String address, ZoneId zone) {}

  String name() {
    return identity.name();
  }

  /// Collects what a host has on top of the Debian that all of them share.
  static final class Builder {
    private final Identity identity;
    private final List<Account> users = new ArrayList<>(Debian.users());
    private final List<ConfigText> tables = new ArrayList<>(Debian.tables());
    private final Map<String, PathState> paths = new LinkedHashMap<>(Debian.paths());
    private final List<LogStanza> stanzas = new ArrayList<>(Debian.stanzas());
    private final Map<String, Integer> logs = new LinkedHashMap<>(Debian.logs());

    Builder(String name, String address, String zone) {
      this.identity = new Identity(name, address, ZoneId.of(zone));
    }

    Builder user(Account user) {
      users.add(user);
      return path(user.home(), PathState.directory("0750", user.uid(), user.uid()));
    }

    Builder cronD(String name, String text) {
      tables.add(ConfigText.ofRoot("/etc/cron.d/" + name, text));
      return this;
    }

    Builder crontab(Account user, String text) {
      tables.add(ConfigText.crontabOf(user, text));
      return this;
    }

    Builder script(String path, int uid) {
      return path(path, PathState.script("0755", uid, "/bin/sh"));
    }

    Builder path(String path, PathState state) {
      paths.put(path, state);
      return this;
    }

    Builder without(String path) {
      paths.remove(path);
      return this;
    }

    /// A directory of logs of which each grows by so many bytes an hour.
    Builder logs(LogStanza stanza, int bytesPerHour) {
      stanzas.add(stanza);
      for (var log : stanza.paths()) logs.put(log, bytesPerHour);
      return this;
    }

    HostPlan build(Noise.Rates noise) {
      stanzas.forEach(stanza -> tables.add(stanza.config()));
      return new HostPlan(identity, users, tables, paths, stanzas, logs, noise);
    }
  }
}
