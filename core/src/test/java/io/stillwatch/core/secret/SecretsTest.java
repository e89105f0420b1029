// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @MethodSource("io.stillwatch.core.secret.SecretForms#all")
  void a_secret_is_redacted_in_each_form(String form) {
    var text = SecretForms.with(form);
    var redacted = Secrets.redacted(text);
    assertThat(redacted).doesNotContain(SecretForms.CANARY).contains(Secrets.REDACTED);
    assertThat(Secrets.redacted(redacted)).isEqualTo(redacted);
    assertThat(redacted).startsWith(text.substring(0, 3));
  }

  @ParameterizedTest
  @MethodSource("io.stillwatch.core.secret.SecretForms#all")
  void a_secret_is_redacted_in_a_line_of_cron_and_in_a_table(String form) {
    var line = "Nov  3 02:30:01 db1 CRON[4242]: (root) CMD (" + SecretForms.with(form) + ")";
    assertThat(Secrets.redacted(line)).doesNotContain(SecretForms.CANARY);
    var table = "30 2 * * * root " + SecretForms.with(form) + " >/dev/null 2>&1";
    assertThat(Secrets.redacted(table)).doesNotContain(SecretForms.CANARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Access denied for user 'app'@'10.0.0.1' (using password: YES)",
        "sudo:    root : TTY=pts/0 ; PWD=/root ; USER=root ; COMMAND=/bin/ls",
        "mysql --password-file=/etc/pass -P 3306",
        "rsync --password-file=/etc/rsync.pass src dst",
        "mysqldump -p$DB_PASSWORD db",
        "mysqldump --password=\"$(cat /etc/mysql/pass)\" db",
        "export TOKEN=${TOKEN}",
        "docker run -p 8080:80 web",
        "mkdir -p /var/backups/db",
        "cp -p a b; ssh -p 2222 host",
        "ps -u root; sort -u words; crontab -u bob -l",
        "max_tokens=512 token_type=bearer",
        "password_encryption = scram-sha-256",
        "ssl_key_file = '/etc/ssl/private/server.key'",
        "pam_unix(cron:session): session opened for user root",
        "Failed password for root from 10.0.0.1 port 22 ssh2",
        "authentication failure; logname= uid=0",
        "auth: Error: LDAP connection lost",
        "Basic authentication failed",
        "https://example.org/a/b?page=2&sort=name",
        "postgres://db.example.org:5432/app",
        "run-parts --report /etc/cron.daily",
        "cd / && run-parts --report /etc/cron.hourly",
        "tar -czf /backup/a.tgz -C / etc",
        "curl -u bob https://example.org",
        "openssl req -new -key server.key -keyout out.key",
        "rman target / cmdfile=/opt/backup.rcv",
        "PRIMARY KEY (`id`), KEY `name` (`name`)",
        "Key: value, monkey=banana, keyboard=us",
        "compass=1 bypass=yes passes=3",
        "gzip -9 /var/log/mysql/slow.log.1",
        "grep -c error /var/log/syslog",
        "aws s3 cp /backup s3://bucket/prefix --profile backup",
        "{\"name\":\"db-1\",\"value\":\"ready\"}",
        "{\"key\":\"token_ttl\",\"value\":\"3600\"}",
        "<property name=\"hibernate.dialect\">MySQL8</property>",
        "- name: TZ\n  value: Europe/Vienna",
        "skopeo inspect docker://alpine:latest",
        "http://db1.example:9200, http://[fe80::1%25eth0]:9200",
        "mongodb://db1:27017,db2:27017",
        "nginx:1.25@sha256:8f6a4bbd8f6a4bbd8f6a4bbd8f6a4bbd8f6a4bbd8f6a4bbd8f6a4bbd8f6a4bbd",
        "dial tcp(db1:3306): connection refused",
        "jdbc:oracle:thin:@//db1:1521/SHOP",
        "sk-SK locale; key-value store; keyring-encrypt; figure sk-1",
        "commit 3f2a9c51d0e84b7796aa41c5d2f00b1e9c7d3a42 deployed to api-7c9d6b5f4d-x2x9q",
        "request 0f3a2d1c-5b6e-4f70-8a9b-0c1d2e3f4a5b took 12 ms",
        "etag d41d8cd98f00b204e9800998ecf8427e, inode 9437184, uid 1000",
        "echo ok | tee /var/log/ok; echo 1 > /proc/sys/vm/drop_caches",
        "cat list <<< done; grep -q x <<< \"$line\"",
        "kinit -k -t /etc/krb5.keytab host/db1.corp.example",
        "ssh-keygen -t ed25519 -C backup -f /root/.ssh/id_ed25519",
        "REPLICATION SLAVE ON *.* TO 'repl'@'%'",
        "token expired; password must be changed; secret not found",
        "-----BEGIN CERTIFICATE-----",
        "jdbc:sqlserver://db1:1433;databaseName=shop",
        "docker://nginx:1.27.3-alpine",
        "docker://sha256:8f6a4bbd8f6a4bbd8f6a4bbd8f6a4bbd",
        "udp://2001:db8:0:1::53",
        "/opt/sshpass_backup.sh",
        "REGION_ASIA=ap-southeast-1",
        "npm_lifecycle_event=build-production",
        "npm_config_user_agent_of_the_runner=1",
        "echo start && kinit -k -t f",
        "echo start || kinit -k -t f",
        "echo start; sudo -S ls",
        "printf '%s\\n' \"$PASS\" | sudo -S ls",
        "sshpass -p \"$SECRET\" ssh h",
        "rootpw --lock",
        "auth.example.com:443 and auth-service:1.4.2",
        "https://auth.example.com:8443/health",
        "at com.example.TokenService.issue(TokenService.java:118)",
        "token.go:12: undefined",
        "token-refresh.service: Succeeded.",
        "s3://b/mysql-nightly-2026-11-20/x",
        "https://b.example/stillwatch-verdicts-2026-11",
        "http://db1:8080|ops@example.org",
      })
  void what_is_no_secret_stays(String text) {
    assertThat(Secrets.redacted(text)).isEqualTo(text);
  }

  @Test
  void the_parts_around_a_secret_stay() {
    assertThat(Secrets.redacted("mysqldump -ubackup -ps3cret --all-databases > /b/all.sql"))
        .isEqualTo("mysqldump -ubackup -pREDACTED --all-databases > /b/all.sql");
    assertThat(Secrets.redacted("curl -u bob:s3cret -o /dev/null https://x.example/a"))
        .isEqualTo("curl -u bob:REDACTED -o /dev/null https://x.example/a");
    assertThat(Secrets.redacted("curl -H \"Authorization: Bearer abcdef12345\" https://x.example"))
        .isEqualTo("curl -H \"Authorization: Bearer REDACTED\" https://x.example");
    assertThat(Secrets.redacted("mount -o username=bob,password=s3cret,uid=5 //nas/x /mnt"))
        .isEqualTo("mount -o username=bob,password=REDACTED,uid=5 //nas/x /mnt");
    assertThat(Secrets.redacted("x $(curl -d token=s3cret https://x.example) y"))
        .isEqualTo("x $(curl -d token=REDACTED https://x.example) y");
    assertThat(Secrets.redacted("{\"password\":\"s3cret\",\"host\":\"db1\"}"))
        .isEqualTo("{\"password\":\"REDACTED\",\"host\":\"db1\"}");
    assertThat(Secrets.redacted("PGPASSWORD='s3 cret' pg_dump -h db1 app"))
        .isEqualTo("PGPASSWORD='REDACTED' pg_dump -h db1 app");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      textBlock =
          """
          missing key: password=hunter22 => missing key: password=REDACTED
          Invalid name: token=abc123def => Invalid name: token=REDACTED
          key=DB_PASSWORD=x1 => key=DB_PASSWORD=REDACTED
          amqps://ops:12345678901234 => amqps://ops:REDACTED
          amqps://ops:1.2x3y4z5w6 => amqps://ops:REDACTED
          http://ops:/ab9c@h => http://ops:REDACTED@h
          http://ops:1234567/8@h => http://ops:REDACTED@h
          x ATATT3xFfGF0abcdefghij012=4F2A9C51 => x ATATT3REDACTED
          x glpat-abcdefghij012== y => x glpat-REDACTED y
          echo hunter22 | gpg --batch --passphrase-fd 0 -d a => echo REDACTED | gpg --batch --passphrase-fd 0 -d a
          echo x7 | cryptsetup luksOpen /dev/sdb b => echo REDACTED | cryptsetup luksOpen /dev/sdb b
          exp ops/pw@db file=x => exp ops/REDACTED@db file=x
          imp ops/p@ss1word@db file=x => imp ops/REDACTED@db file=x
          pdftk a input_pw X9 => pdftk a input_pw REDACTED
          curl --cert c.pem:X9 https://a.example => curl --cert c.pem:REDACTED https://a.example
          echo '%Xy7kQ2' | sudo -S ls => echo 'REDACTED' | sudo -S ls
          printf '%s' '%Xy7kQ2' | sudo -S ls => printf '%s' 'REDACTED' | sudo -S ls
          sshpass -p '$ecret9x' ssh h => sshpass -p 'REDACTED' ssh h
          curl -u 'bob:$ecret9x' https://a.example => curl -u 'bob:REDACTED' https://a.example
          rootpw --plaintext hunter22 => rootpw --plaintext REDACTED
          PGPASSWORD='aB3'\\''x8Kq2' psql => PGPASSWORD=REDACTED psql
          tool --password='a1'"'"'b2' x => tool --password=REDACTED x
          PASS=ab'c d' x => PASS=REDACTED x
          sh -c "tool --password='abc1'" "x" => sh -c "tool --password='REDACTED'" "x"
          {"a":"password=abc1","b":"x"} => {"a":"password=REDACTED","b":"x"}
          {"password":"abc1","b":"x"} => {"password":"REDACTED","b":"x"}
          <a b="password=abc1"/><c d="x"/> => <a b="password=REDACTED"/><c d="x"/>
          ops:aB^9xYz@tcp(db) => ops:REDACTED@tcp(db)
          https://ops:aB^9xYz@h/a => https://ops:REDACTED@h/a
          jdbc:oracle:thin:ops/p@ss1word@db => jdbc:oracle:thin:ops/REDACTED@db
          password:12345 => password:REDACTED
          upload AKIAABCDEFGHIJKLMNOP => upload AKIAREDACTED
          spring.db.password: abc1 => spring.db.password: REDACTED
          api.key: abc1 => api.key: REDACTED
          https://hc.example/0f3a2d1c-5b6e-4f70-8a9b-0c1d2e3f4a5b => https://hc.example/REDACTED
          requirepass -x9hunter => requirepass REDACTED
          (echo hunter22) | sudo -S ls => (echo REDACTED) | sudo -S ls
          """)
  void exactly_the_secret_is_redacted(String text, String redacted) {
    assertThat(Secrets.redacted(text)).isEqualTo(redacted);
    assertThat(Secrets.redacted(redacted)).isEqualTo(redacted);
  }

  @Test
  void words_are_redacted_once_for_all() {
    var random = new Random(20_261_201);
    for (int i = 0; i < 50_000; i++) {
      var text = text(random, "aZ09 -_@/%*\n\t");
      var redacted = Secrets.redacted(text);
      assertThat(Secrets.redacted(redacted)).as(text).isEqualTo(redacted);
    }
  }

  @Test
  void no_text_is_too_odd_to_be_redacted() {
    var random = new Random(20_261_202);
    for (int i = 0; i < 100_000; i++) {
      var text = text(random, "aZ09 =:-_.@/\\\"'`$(){}[]<>|;&,%?*\n\téİß\ud83d\ude00\u0000");
      assertThat(Secrets.redacted(text)).isNotNull();
    }
  }

  private static String text(Random random, String alphabet) {
    var text = new StringBuilder();
    int length = random.nextInt(60);
    for (int j = 0; j < length; j++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      if (random.nextInt(12) == 0) text.append("password=");
      if (random.nextInt(20) == 0) text.append(" mysql -p");
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=",
        "://a:",
        "\"",
        "'",
        "\\",
        " -p",
        "mysql -p ",
        "login a password ",
        "Bearer ",
        "identified by ",
        "eyJ",
        "ghp_",
        "(",
        "a ",
        "-----BEGIN PRIVATE KEY-----",
        "echo a|sudo -S;",
        "<password>",
        "$(",
        "AKIA",
        "password=a,",
        "sqlplus a/",
        "curl -u a:",
        "xpassword",
        "token:,",
        "sh -c '",
        "/",
        "@",
        "://@",
        "?key=",
        "&",
        "@tcp(",
        "a:@unix(",
        "jdbc:oracle:",
        "jdbc:oracle:a/b@",
        "://a:|",
        "rootpw --",
        "password=a'b",
        "password='a'\"",
        "password=\\'"
      })
  void a_long_line_takes_linear_time(String part) {
    var text = part.repeat(1_000_000 / part.length());
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Secrets.redacted(text));
  }
}
