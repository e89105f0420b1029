// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import io.stillwatch.simulator.host.LogStanza.Period;
import java.util.List;

/// The four servers of the fleet.
final class Hosts {
  private static final Account DBOPS = Account.person("dbops", 1001);
  private static final Account DEPLOY = Account.person("deploy", 1002, 33);
  private static final Account BATCH = Account.person("batch", 1003);

  private Hosts() {}

  static List<HostPlan> plans() {
    return List.of(ops(), web("web-1", "10.0.2.21", 52), web("web-2", "10.0.2.22", 17), batch());
  }

  /// Runs the scripts that look after the databases.
  private static HostPlan ops() {
    var tools = "/opt/dbtools/";
    return new HostPlan.Builder("ops-1", "10.0.1.15", "UTC")
        .user(DBOPS)
        .cronD(
            "rds-log-rotation",
            """
            # Closes the slow query logs of the databases once a night; a fortnight is kept.
            SHELL=/bin/sh
            PATH=/usr/local/bin:/usr/bin:/bin

            30 2 * * * dbops /opt/dbtools/rotate-slow-log.sh orders-mysql >/dev/null 2>&1
            45 2 * * * dbops /opt/dbtools/flush-slow-log.sh billing-mysql >/dev/null 2>&1
            0 3 * * * dbops /opt/dbtools/flush-slow-log.sh shop-mariadb >/dev/null 2>&1
            15 3 * * * dbops /opt/dbtools/flush-slow-log.sh crm-mariadb >/dev/null 2>&1
            """)
        .cronD(
            "db-health",
            """
            # Replication lag and free connections, four times an hour.
            */15 * * * * dbops /opt/dbtools/check-replication.sh --quiet >> /var/log/dbtools/health.log 2>&1
            """)
        .crontab(
            DBOPS,
            """
            # m h dom mon dow command
            20 4 * * 1-5 /opt/dbtools/export-schema.sh >> /var/log/dbtools/export.log 2>&1
            40 5 * * 0 /opt/dbtools/vacuum-report.sh >> /var/log/dbtools/export.log 2>&1
            10 6 1 * * /opt/dbtools/capacity-report.sh >> /var/log/dbtools/export.log 2>&1
            """)
        .path("/opt/dbtools", PathState.directory("0755", 0, 0))
        .script(tools + "rotate-slow-log.sh", 0)
        .script(tools + "flush-slow-log.sh", 0)
        .script(tools + "check-replication.sh", 0)
        .script(tools + "export-schema.sh", 0)
        .script(tools + "vacuum-report.sh", 0)
        .script(tools + "capacity-report.sh", 0)
        .path("/var/log/dbtools", PathState.directory("0750", DBOPS.uid(), 4))
        .path("/var/log/dbtools/health.log", PathState.file("0640", DBOPS.uid(), 4))
        .path("/var/log/dbtools/export.log", PathState.file("0640", DBOPS.uid(), 4))
        .logs(
            new LogStanza(
                "dbtools",
                List.of("/var/log/dbtools/health.log", "/var/log/dbtools/export.log"),
                Period.DAILY,
                14,
                "dbops adm"),
            2400)
        .build(new Noise.Rates(2.2, 1.2, 0.7));
  }

  /// Serves the shop; the two differ in address and in the minute of their certificates.
  private static HostPlan web(String name, String address, int minute) {
    return new HostPlan.Builder(name, address, "UTC")
        .user(DEPLOY)
        .cronD(
            "certbot",
            """
            # Renews certificates that expire within thirty days.
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

            %d 3,15 * * * root /usr/bin/certbot -q renew --no-random-sleep-on-renew
            """
                .formatted(minute))
        .cronD(
            "shop",
            """
            # Orders that could not be handed on are tried again.
            */15 * * * * www-data /srv/shop/bin/retry-queue >> /var/log/shop/queue.log 2>&1
            0 5 1 * * www-data /srv/shop/bin/archive-orders >> /var/log/shop/queue.log 2>&1
            """)
        .crontab(
            DEPLOY,
            """
            # m h dom mon dow command
            15 4 * * * /srv/shop/bin/warm-cache >/dev/null 2>&1
            40 1 * * * tar -czf /var/backups/shop/uploads-$(date +\\%F).tar.gz /srv/shop/uploads
            30 5 * * 0 find /var/backups/shop -name 'uploads-*.tar.gz' -mtime +28 -delete
            """)
        .path("/usr/bin/certbot", PathState.script("0755", 0, "/usr/bin/python3"))
        .path("/srv/shop/uploads", PathState.directory("0775", 33, 33))
        .script("/srv/shop/bin/retry-queue", 0)
        .script("/srv/shop/bin/archive-orders", 0)
        .script("/srv/shop/bin/warm-cache", 0)
        .script("/srv/shop/bin/export-prices", 0)
        .path("/var/backups/shop", PathState.directory("0750", DEPLOY.uid(), DEPLOY.uid()))
        .path("/var/log/shop", PathState.directory("0755", 33, 4))
        .path("/var/log/shop/queue.log", PathState.file("0640", 33, 4))
        .path("/var/log/nginx", PathState.directory("0755", 33, 4))
        .logs(
            new LogStanza(
                "nginx",
                List.of("/var/log/nginx/access.log", "/var/log/nginx/error.log"),
                Period.DAILY,
                14,
                "www-data adm"),
            310_000)
        .logs(
            new LogStanza(
                "shop",
                List.of("/var/log/shop/queue.log", "/var/log/shop/app.log"),
                Period.DAILY,
                7,
                "www-data adm"),
            64_000)
        .build(new Noise.Rates(3.0, 2.0, 0.4));
  }

  /// Nightly work of an office in Berlin; its logrotate has a line of its own.
  private static HostPlan batch() {
    return new HostPlan.Builder("batch-1", "10.0.3.31", "Europe/Berlin")
        .user(BATCH)
        .without("/etc/cron.daily/logrotate")
        .cronD(
            "logrotate",
            """
            # Midnight cuts the logs by days.
            5 0 * * * root /usr/sbin/logrotate /etc/logrotate.conf
            """)
        .cronD(
            "backup",
            """
            # Databases every night, everything once a week.
            30 1 * * * backup /opt/backup/nightly.sh >> /var/log/backup/backup.log 2>&1
            10 4 * * 6 backup /opt/backup/weekly.sh >> /var/log/backup/backup.log 2>&1
            """)
        .crontab(
            BATCH,
            """
            # m h dom mon dow command
            */15 * * * * /srv/batch/bin/import-orders >> /var/log/batch/import.log 2>&1
            0 19 * * 1-5 /srv/batch/bin/export-ledger >> /var/log/batch/ledger.log 2>&1
            0 6 1 * * /srv/batch/bin/month-end >> /var/log/batch/ledger.log 2>&1
            """)
        .script("/opt/backup/nightly.sh", 0)
        .script("/opt/backup/weekly.sh", 0)
        .script("/srv/batch/bin/import-orders", 0)
        .script("/srv/batch/bin/export-ledger", 0)
        .script("/srv/batch/bin/month-end", 0)
        .path("/usr/sbin/logrotate", PathState.file("0755", 0, 0))
        .path("/var/log/backup", PathState.directory("0750", 34, 4))
        .path("/var/log/backup/backup.log", PathState.file("0640", 34, 4))
        .path("/var/log/batch", PathState.directory("0750", BATCH.uid(), 4))
        .path("/var/log/batch/import.log", PathState.file("0640", BATCH.uid(), 4))
        .path("/var/log/batch/ledger.log", PathState.file("0640", BATCH.uid(), 4))
        .logs(
            new LogStanza(
                "backup", List.of("/var/log/backup/backup.log"), Period.WEEKLY, 8, "backup adm"),
            5200)
        .logs(
            new LogStanza(
                "batch",
                List.of("/var/log/batch/import.log", "/var/log/batch/ledger.log"),
                Period.DAILY,
                14,
                "batch adm"),
            21_000)
        .build(new Noise.Rates(1.4, 0.9, 1.2));
  }
}
