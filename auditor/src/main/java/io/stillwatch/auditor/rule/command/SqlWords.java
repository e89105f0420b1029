// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.spelling.Spelling;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The first words of SQL statements, and the routines that RDS offers (Amazon RDS User Guide,
/// "Appendix: MySQL stored procedure reference").
final class SqlWords {
  private static final Set<String> VERBS =
      Set.of(
          "ALTER ANALYZE BEGIN CALL CHECK CHECKPOINT CLUSTER COMMENT COMMIT COPY CREATE DELETE DO DROP END EXECUTE EXPLAIN FLUSH GRANT INSERT KILL LOAD LOCK OPTIMIZE PURGE REFRESH REINDEX RENAME REPAIR REPLACE RESET REVOKE ROLLBACK SELECT SET SHOW START STOP TRUNCATE UNLOCK UPDATE USE VACUUM WITH"
              .split(" ", -1));
  private static final Set<String> ROUTINES =
      Set.of(
          "rds_rotate_slow_log rds_rotate_general_log rds_rotate_global_status_history rds_collect_global_status_history rds_disable_gsh_collector rds_disable_gsh_rotation rds_enable_gsh_collector rds_enable_gsh_rotation rds_set_gsh_collector rds_set_gsh_rotation rds_set_configuration rds_show_configuration rds_kill rds_kill_query rds_kill_query_id rds_start_replication rds_stop_replication rds_skip_repl_error rds_set_external_master rds_set_external_source rds_reset_external_master rds_reset_external_source rds_next_master_log rds_next_source_log rds_set_master_auto_position rds_set_source_auto_position rds_set_source_delay rds_start_replication_until rds_start_replication_until_gtid rds_skip_transaction_with_gtid rds_import_binlog_ssl_material rds_remove_binlog_ssl_material rds_innodb_buffer_pool_dump_now rds_innodb_buffer_pool_load_now rds_innodb_buffer_pool_load_abort rds_set_fsp_status rds_disable_session_binlog rds_enable_session_binlog"
              .split(" ", -1));
  private static final Pattern ROUTINE = Pattern.compile("(?i)\\bmysql\\.(rds_\\w+)");
  private static final Pattern WORD =
      Pattern.compile("\\s*(?:--\\s*)?([A-Za-z]{3,})\\b.*", Pattern.DOTALL);

  private SqlWords() {}

  record Misspelt(String written, String meant) {}

  static Optional<Misspelt> misspelt(String sql) {
    for (var statement : sql.split(";", -1)) {
      var word = WORD.matcher(statement);
      if (!word.matches()) continue;
      var verb = word.group(1).toUpperCase(Locale.ROOT);
      boolean more = statement.strip().length() > verb.length();
      if (VERBS.contains(verb) || !more) continue;
      var near = Spelling.nearest(verb, VERBS);
      if (near.isPresent()) return Optional.of(new Misspelt(word.group(1), near.get().word()));
    }
    return ROUTINE
        .matcher(sql)
        .results()
        .map(r -> r.group(1))
        .filter(name -> !ROUTINES.contains(name.toLowerCase(Locale.ROOT)))
        .flatMap(name ->
            Spelling.nearest(name, ROUTINES)
                .map(s -> new Misspelt("mysql." + name, "mysql." + s.word()))
                .stream())
        .findFirst();
  }
}
