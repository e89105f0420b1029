// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import io.stillwatch.core.text.EditDistance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a program takes secrets on its command line, beyond options whose names say it.
///
/// @param options whose next word is a secret
/// @param glued options whose value is a secret when no blank is between (`mysql -pSECRET`)
/// @param pairs options whose value is `user`, a separator, and the secret
/// @param separator of the pairs
/// @param after words after which the next one is a secret
/// @param action the subcommand that takes these options; empty for any
record Program(
    Set<String> options,
    Set<String> glued,
    Set<String> pairs,
    char separator,
    Set<String> after,
    String action) {
  private static final int SHORTEST_MISSPELT = 4;
  private static final int LONGEST = 32;
  private static final char NO_SEPARATOR = ' ';
  private static final Map<String, Program> KNOWN = known();

  /// How names of a family begin.
  private static final List<String> FAMILIES =
      List.of("mysql", "maria", "mongo", "ldap", "snmp", "mosquitto_", "ncftp");

  private static Map<String, Program> known() {
    var known = new HashMap<String, Program>();
    glued(
        "-p", known, "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck", "mysqlpump");
    glued("-p", known, "mariadb", "mariadb-dump", "maria", "mydumper", "myloader", "xtrabackup");
    glued("-p", known, "innobackupex", "mariabackup", "pt-table-checksum", "pt-archiver");
    glued("-p -hp", known, "7z", "7za", "7zr", "rar", "unrar");
    glued("-p", known, "sshpass", "mongo", "mongodump", "mongosh", "mongorestore", "mongoexport");
    glued("-P", known, "zip", "unzip", "zipcloak", "ipmitool", "sqlcmd", "bcp", "isql", "osql");
    glued("-P", known, "tsql");
    glued("-w", known, "ldap", "ldapsearch", "ldapmodify", "ldapadd", "ldapdelete");
    glued("-c", known, "snmp", "snmpwalk", "snmpget", "snmpset", "snmptrap");
    glued("/p", known, "xfreerdp", "wfreerdp");
    options("-p", known, "sshpass", "mongo", "mongodump", "mongosh", "mongorestore", "mongoexport");
    options(
        "-p", known, "mydumper", "myloader", "ncftp", "useradd", "usermod", "rdesktop", "cqlsh");
    options("-P", known, "zip", "unzip", "zipcloak", "ipmitool", "sqlcmd", "bcp", "isql", "osql");
    options("-P", known, "tsql", "mosquitto_");
    options("-a", known, "redis-cli", "valkey-cli", "keydb-cli");
    options("-w -y", known, "ldap", "ldapsearch", "ldapmodify", "ldapadd", "ldapdelete");
    options("-w -a -s", known, "ldappasswd");
    options("-c -A -X", known, "snmp", "snmpwalk", "snmpget", "snmpset", "snmptrap");
    options("-k -K", known, "openssl");
    options("-ap", known, "swaks");
    options("-xp", known, "sendemail");
    options("-N -P", known, "ssh-keygen");
    pairs("-u -U --user --proxy-user -E --cert", ':', known, "curl");
    pairs("-a --auth", ':', known, "http", "https", "xh", "httpie");
    pairs("-U --user", '%', known, "smbclient", "rpcclient", "smbget", "winexe", "wmic");
    pairs("-u", ',', known, "lftp");
    pairs("--creds --src-creds --dest-creds", ':', known, "skopeo");
    after("password", known, "nmcli", "mysqladmin");
    after("login", known, "vault");
    after("unlock", known, "bw");
    after("obscure", known, "rclone");
    after("user_pw owner_pw input_pw", known, "pdftk");
    after("using", known, "db2");
    for (var name :
        List.of("docker", "podman", "buildah", "helm", "az", "oc", "crane", "nerdctl")) {
      known.put(
          name, new Program(Set.of("-p"), Set.of(), Set.of(), NO_SEPARATOR, Set.of(), "login"));
    }
    return Map.copyOf(known);
  }

  /// The program of this name, also a misspelt one; null if it takes no secrets that we know of.
  static @Nullable Program of(String name) {
    if (name.isEmpty() || name.length() > LONGEST) return null;
    var lower = name.toLowerCase(Locale.ROOT);
    var exact = KNOWN.get(lower);
    if (exact != null) return exact;
    for (var family : FAMILIES) if (lower.startsWith(family)) return KNOWN.get(family);
    if (lower.length() < SHORTEST_MISSPELT) return null;
    return KNOWN.keySet().stream()
        .filter(one -> one.length() >= SHORTEST_MISSPELT)
        .filter(one -> EditDistance.between(one, lower, 1) <= 1)
        .sorted()
        .findFirst()
        .map(KNOWN::get)
        .orElse(null);
  }

  private static void options(String options, Map<String, Program> known, String... names) {
    add(words(options), Set.of(), Set.of(), NO_SEPARATOR, Set.of(), known, names);
  }

  private static void glued(String options, Map<String, Program> known, String... names) {
    add(Set.of(), words(options), Set.of(), NO_SEPARATOR, Set.of(), known, names);
  }

  private static void pairs(
      String options, char separator, Map<String, Program> known, String... names) {
    add(Set.of(), Set.of(), words(options), separator, Set.of(), known, names);
  }

  private static void after(String words, Map<String, Program> known, String... names) {
    add(Set.of(), Set.of(), Set.of(), NO_SEPARATOR, words(words), known, names);
  }

  private static void add(
      Set<String> options,
      Set<String> glued,
      Set<String> pairs,
      char separator,
      Set<String> after,
      Map<String, Program> known,
      String... names) {
    var program = new Program(options, glued, pairs, separator, after, "");
    for (var name : names) known.merge(name, program, Program::and);
  }

  private Program and(Program other) {
    return new Program(
        union(options, other.options),
        union(glued, other.glued),
        union(pairs, other.pairs),
        separator == NO_SEPARATOR ? other.separator : separator,
        union(after, other.after),
        action);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var all = new HashSet<>(one);
    all.addAll(other);
    return Set.copyOf(all);
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }
}
