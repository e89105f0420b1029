// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static io.stillwatch.bench.attack.Pushed.BULK;
import static io.stillwatch.bench.attack.Pushed.SNAPSHOT;
import static io.stillwatch.bench.attack.Pushed.now;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Secrets in commands, which no output may show.
final class SecretAttacks {
  private static final String CANARY = "c4N4ry-5ecr3t";
  private static final List<String> FORMS =
      List.of(
          "tool --password %s",
          "tool --password=%s",
          "mysql -u root -p%s shop",
          "mysqldumpp -p%s shop",
          "PGPASSWORD=%s pg_dump shop",
          "curl -u bob:%s https://files.example/a",
          "curl -H 'Authorization: Bearer %s' https://files.example/a",
          "wget --http-password=%s https://files.example/a",
          "wget https://bob:%s@files.example/a",
          "sshpass -p %s ssh backup@files.example",
          "AWS_SECRET_ACCESS_KEY=%s aws s3 sync /a s3://b",
          "smbclient -U bob%%%s //files/a",
          "curl 'https://files.example/a?token=%s'",
          "mongodump --uri mongodb://bob:%s@db.example/shop",
          "redis-cli -a %s save",
          "psql 'host=db password=%s'",
          "openssl enc -pass pass:%s",
          "tool '{\"api_key\": \"%s\"}'");

  private static final List<String> OUTPUTS =
      List.of(
          "/api/v1/jobs?limit=1000",
          "/api/v1/findings?limit=1000",
          "/api/v1/search?q=host.name%3A%20secret-1&limit=100",
          "/api/v1/search/export?q=host.name%3A%20secret-1&format=ndjson",
          "/api/v1/search/export?q=host.name%3A%20secret-1&format=csv",
          "/api/v1/search/fields/process.command_line/values",
          "/api/v1/alerts?limit=100",
          "/api/v1/verdicts?limit=100",
          "/metrics");

  private SecretAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("secrets", "secrets in commands of lines and crontabs", SecretAttacks::secrets));
  }

  private static String secrets(Target target) throws IOException, InterruptedException {
    var lines = new StringBuilder();
    var table = new StringBuilder("SHELL=/bin/sh\nMAILTO=root\nTOKEN=" + CANARY + "\n");
    for (var form : FORMS) {
      var command = form.formatted(CANARY);
      for (int minute = 0; minute < 12; minute++)
        lines.append(Pushed.run("secret-1", command, now().minusSeconds(60L * minute)));
      table.append("* * * * * root ").append(command).append('\n');
      table.append("61 * * * * root ").append(command).append('\n');
    }
    target
        .web()
        .post(SNAPSHOT, Pushed.snapshot("secret-1", now(), "/etc/crontab", table.toString()));
    target.web().post(BULK, lines.toString());
    Thread.sleep(Duration.ofSeconds(45));
    for (var path : OUTPUTS) {
      var answer = target.web().get(path);
      if (answer.status() != 200) return path + " is answered with " + answer.status();
      if (answer.body().contains(CANARY)) return path + " shows " + around(answer.body());
    }
    if (target.log().contains(CANARY)) return "the log shows it";
    return target.sent().contains(CANARY) ? "a message shows it" : "";
  }

  private static String around(String text) {
    int at = text.indexOf(CANARY);
    return text.substring(Math.max(0, at - 60), at).replace('\n', ' ');
  }
}
