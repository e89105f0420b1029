// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import io.stillwatch.core.text.EditDistance;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The programs that take secrets in ways of their own, by name.
final class Programs {
  private static final int SHORTEST_MISSPELT = 4;
  private static final int LONGEST = 32;

  /// How names of a family begin; each is an entry of its own too.
  private static final List<String> FAMILIES =
      List.of("mysql", "maria", "mongo", "ldap", "snmp", "mosquitto_", "ncftp");

  private static final Programs ALL = new Programs();

  private final Map<String, Program> known = new HashMap<>();

  /// Names long enough to be misspelt; the first letter of a word is the one that is mostly right.
  private final Map<Character, List<String>> byFirstLetter;

  private Programs() {
    databases();
    files();
    network();
    images();
    byFirstLetter =
        known.keySet().stream()
            .filter(name -> name.length() >= SHORTEST_MISSPELT)
            .sorted()
            .collect(Collectors.groupingBy(name -> name.charAt(0)));
  }

  private void databases() {
    add(
        Program.glued("-p"),
        "mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlpump mariadb mariadb-dump maria"
            + " mydumper myloader xtrabackup innobackupex mariabackup pt-table-checksum"
            + " pt-archiver");
    add(
        Program.glued("-p").and(Program.options("-p")),
        "mongo mongodump mongosh mongorestore mongoexport");
    add(Program.options("-p"), "mydumper myloader cqlsh");
    add(Program.glued("-P").and(Program.options("-P")), "sqlcmd bcp isql osql tsql");
    add(Program.options("-a"), "redis-cli valkey-cli keydb-cli");
    add(Program.after("password"), "mysqladmin");
    add(Program.after("using"), "db2");
  }

  private void files() {
    add(Program.glued("-p -hp"), "7z 7za 7zr rar unrar");
    add(Program.glued("-P").and(Program.options("-P")), "zip unzip zipcloak");
    add(Program.options("-k -K"), "openssl");
    add(Program.after("user_pw owner_pw input_pw"), "pdftk");
    add(Program.after("obscure"), "rclone");
    add(Program.after("unlock"), "bw");
    add(Program.after("login"), "vault");
  }

  private void network() {
    add(Program.glued("-p").and(Program.options("-p")), "sshpass");
    add(Program.options("-N -P"), "ssh-keygen");
    add(Program.options("-p"), "ncftp useradd usermod rdesktop");
    add(
        Program.glued("-w").and(Program.options("-w -y")),
        "ldap ldapsearch ldapmodify ldapadd ldapdelete");
    add(Program.options("-w -a -s"), "ldappasswd");
    add(
        Program.glued("-c").and(Program.options("-c -A -X")),
        "snmp snmpwalk snmpget snmpset snmptrap");
    add(Program.options("-P"), "mosquitto_ ipmitool");
    add(Program.options("-ap"), "swaks");
    add(Program.options("-xp"), "sendemail");
    add(Program.glued("/p:"), "xfreerdp wfreerdp");
    add(Program.after("password"), "nmcli");
    add(Program.pairs("-u -U --user --proxy-user -E --cert", ':'), "curl");
    add(Program.pairs("-a --auth", ':'), "http https xh httpie");
    add(Program.pairs("-U --user", '%'), "smbclient rpcclient smbget winexe wmic");
    add(Program.pairs("-u", ','), "lftp");
  }

  private void images() {
    add(Program.options("-p").of("login"), "docker podman buildah helm az oc crane nerdctl");
    add(Program.pairs("--creds --src-creds --dest-creds", ':'), "skopeo");
  }

  private void add(Program program, String names) {
    for (var name : names.split(" ", -1)) known.merge(name, program, Program::and);
  }

  /// What every text with a secret of theirs contains, in lower case.
  static Stream<String> signs() {
    return ALL.known.values().stream()
        .flatMap(Program::signs)
        .map(word -> (word.length() == 2 ? " " + word : word).toLowerCase(Locale.ROOT))
        .distinct();
  }

  /// The program of this name, also a misspelt one; empty if it takes no secrets that we know of.
  static Optional<Program> of(String name) {
    if (name.isEmpty() || name.length() > LONGEST) return Optional.empty();
    var lower = name.toLowerCase(Locale.ROOT);
    var exact = ALL.known.get(lower);
    if (exact != null) return Optional.of(exact);
    for (var family : FAMILIES) {
      if (lower.startsWith(family)) return Optional.ofNullable(ALL.known.get(family));
    }
    return lower.length() < SHORTEST_MISSPELT ? Optional.empty() : ALL.misspelt(lower);
  }

  private Optional<Program> misspelt(String name) {
    for (var one : byFirstLetter.getOrDefault(name.charAt(0), List.of())) {
      if (EditDistance.between(one, name, 1) <= 1) return Optional.ofNullable(known.get(one));
    }
    return Optional.empty();
  }
}
