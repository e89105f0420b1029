// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Options and subcommands of the tools that maintenance is made of.
///
/// A word that is not in a list is wrong only if it is a typo away from one that is, since newer
/// versions know more.
final class KnownOptions {
  private static final Map<String, Set<String>> OPTIONS =
      Map.ofEntries(
          Map.entry(
              "logrotate",
              words(
                  """
                  --debug --force --mail --state --skip-state-lock --wait-for-state-lock --usage \
                  --verbose --log --version --help -d -f -v -m -s -l\
                  """)),
          Map.entry(
              "certbot",
              words(
                  """
                  --quiet --non-interactive --dry-run --force-renewal --post-hook --pre-hook \
                  --deploy-hook --renew-hook --no-self-upgrade --agree-tos --email --cert-name \
                  --config-dir --work-dir --logs-dir --webroot --standalone --nginx --apache \
                  --keep-until-expiring --no-random-sleep-on-renew --max-log-backups --staging \
                  --expand --domains --preferred-challenges --allow-subset-of-names --verbose \
                  --webroot-path --domain --authenticator --installer --user-agent\
                  """)),
          Map.entry(
              "find",
              words(
                  """
                  -name -iname -type -mtime -mmin -atime -amin -ctime -cmin -newer -size -empty \
                  -delete -exec -execdir -print -print0 -printf -maxdepth -mindepth -path -ipath \
                  -regex -iregex -prune -not -and -user -group -perm -links -xdev -mount -depth \
                  -follow -daystart -quit -nouser -nogroup -readable -writable -executable -inum \
                  -samefile -wholename -regextype -fstype -lname -uid -gid -used -ls -fls -true \
                  -false -newermt -anewer -cnewer -xtype -okdir -noleaf -warn -nowarn -context\
                  """)),
          Map.entry(
              "rsync",
              words(
                  """
                  --archive --delete --delete-after --delete-before --delete-during \
                  --delete-excluded --delete-delay --exclude --exclude-from --include \
                  --include-from --files-from --verbose --quiet --compress --recursive --times \
                  --perms --owner --group --links --hard-links --acls --xattrs --numeric-ids \
                  --partial --progress --stats --bwlimit --rsh --rsync-path --dry-run --update \
                  --checksum --inplace --whole-file --sparse --backup --backup-dir --suffix \
                  --link-dest --compare-dest --copy-dest --ignore-errors --ignore-existing \
                  --existing --max-delete --max-size --min-size --timeout --contimeout --log-file \
                  --password-file --port --relative --no-relative --one-file-system --chmod \
                  --chown --safe-links --copy-links --append --append-verify --human-readable \
                  --itemize-changes --prune-empty-dirs --remove-source-files --temp-dir --filter \
                  --cvs-exclude --force --fuzzy --list-only --out-format --super --fake-super \
                  --devices --specials --omit-dir-times --size-only --protect-args --version \
                  --no-owner --no-group --no-perms --no-times --delay-updates --mkpath --info\
                  """)),
          Map.entry(
              "mysqldump",
              words(
                  """
                  --defaults-extra-file --defaults-file --defaults-group-suffix --no-defaults \
                  --single-transaction --quick --routines --triggers --events --all-databases \
                  --databases --opt --skip-lock-tables --lock-tables --no-tablespaces --user \
                  --password --host --port --socket --result-file --hex-blob --master-data \
                  --source-data --flush-logs --add-drop-table --add-drop-database --no-data \
                  --no-create-info --ignore-table --compact --complete-insert --extended-insert \
                  --skip-extended-insert --set-gtid-purged --column-statistics --compress --force \
                  --where --tables --tab --max-allowed-packet --default-character-set \
                  --skip-comments --skip-triggers --skip-add-locks --skip-opt --comments --login-path \
                  --verbose --flush-privileges --dump-slave --order-by-primary --add-locks\
                  """)),
          Map.entry(
              "mysql",
              words(
                  """
                  --defaults-extra-file --defaults-file --defaults-group-suffix --no-defaults \
                  --user --password --host --port --socket --execute --batch --silent --database \
                  --skip-column-names --raw --force --table --ssl-mode --ssl-ca --protocol \
                  --default-character-set --connect-timeout --login-path --verbose --quick\
                  """)),
          Map.entry(
              "psql",
              words(
                  """
                  --command --file --host --port --username --dbname --no-password --password \
                  --quiet --tuples-only --no-align --variable --set --no-psqlrc --output --echo-all \
                  --single-transaction --csv --list --field-separator --pset --log-file\
                  """)),
          Map.entry(
              "pg_dump",
              words(
                  """
                  --host --port --username --dbname --no-password --password --format --file \
                  --clean --create --schema --table --exclude-table --data-only --schema-only \
                  --no-owner --no-privileges --no-acl --jobs --compress --verbose --if-exists \
                  --exclude-schema --exclude-table-data --blobs --inserts --column-inserts --encoding\
                  """)),
          Map.entry(
              "run-parts",
              words(
                  "--report --test --list --verbose --regex --arg --umask --lsbsysinit --exit-on-error --new-session --reverse --help --version")),
          Map.entry(
              "flock",
              words(
                  "--exclusive --nonblock --shared --timeout --wait --close --command --conflict-exit-code --unlock --verbose --no-fork -n -w -x -s -c -o -E -u -F")),
          Map.entry(
              "gzip",
              words(
                  "--best --fast --force --keep --stdout --decompress --quiet --recursive --verbose --test --suffix --to-stdout --rsyncable --list --no-name")),
          Map.entry(
              "tar",
              words(
                  "--create --extract --gzip --bzip2 --xz --zstd --file --directory --exclude --verbose --remove-files --listed-incremental --one-file-system --absolute-names --preserve-permissions --warning --ignore-failed-read --transform --files-from --exclude-from --append --update --list --strip-components --no-recursion --acls --xattrs --numeric-owner --auto-compress --use-compress-program --totals --exclude-vcs --exclude-caches")),
          Map.entry(
              "curl",
              words(
                  "--silent --show-error --fail --output --request --header --data --url --max-time --retry --connect-timeout --location --insecure --user --user-agent --head --verbose --remote-name --form --compressed --data-urlencode --data-binary --upload-file --retry-delay --retry-max-time --netrc --cacert --cert --key --cookie --proxy --resolve --basic --get --include --write-out --fail-with-body --no-progress-meter --retry-all-errors --retry-connrefused --ipv4 --ipv6 --http1.1 --create-dirs --json")));

  private static final Map<String, Set<String>> SUBCOMMANDS =
      Map.of(
          "certbot",
              words(
                  "renew certonly run install certificates revoke delete enhance register update_account unregister rollback plugins"),
          "systemctl",
              words(
                  "start stop restart reload try-restart reload-or-restart try-reload-or-restart status enable disable is-active is-enabled is-failed daemon-reload daemon-reexec mask unmask kill list-timers list-units show reset-failed isolate cat edit reboot poweroff suspend halt set-property preset"),
          "docker",
              words(
                  "exec run compose system image container volume network start stop restart kill rm rmi pull push build ps logs inspect prune cp stats login logout tag save load swarm service stack builder buildx create pause unpause update wait top version info images import export events"),
          "apt-get",
              words(
                  "update upgrade dist-upgrade full-upgrade install remove purge autoremove autoclean clean check download source build-dep changelog"),
          "git",
              words(
                  "pull push fetch clone commit add status gc reset checkout merge rebase submodule remote clean log diff branch tag stash maintenance prune repack fsck config init mv rm show archive bundle switch restore"),
          "restic",
              words(
                  "backup forget prune check snapshots restore init unlock copy stats tag mount ls find cache cat diff dump key list migrate rebuild-index recover repair rewrite self-update version generate"),
          "borg",
              words(
                  "create prune compact check list extract init info delete mount umount break-lock export-tar import-tar key recreate rename rcreate rinfo rlist rdelete config with-lock serve upgrade change-passphrase transfer"));

  private static final Map<String, Set<String>> AWS =
      Map.of(
          "rds",
              words(
                  "describe-db-log-files download-db-log-file-portion describe-db-instances describe-db-clusters describe-events describe-db-parameters describe-db-parameter-groups describe-db-snapshots create-db-snapshot delete-db-snapshot copy-db-snapshot create-db-cluster-snapshot delete-db-cluster-snapshot describe-db-cluster-snapshots modify-db-instance modify-db-parameter-group start-db-instance stop-db-instance start-db-cluster stop-db-cluster reboot-db-instance restore-db-instance-from-db-snapshot start-export-task describe-pending-maintenance-actions apply-pending-maintenance-action generate-db-auth-token describe-event-subscriptions describe-option-groups modify-db-cluster list-tags-for-resource promote-read-replica restore-db-instance-to-point-in-time wait"),
          "s3", words("cp sync ls rm mv mb rb presign website"),
          "sns",
              words(
                  "publish publish-batch subscribe unsubscribe list-topics list-subscriptions list-subscriptions-by-topic get-topic-attributes set-topic-attributes create-topic delete-topic confirm-subscription get-subscription-attributes set-subscription-attributes"),
          "ec2",
              words(
                  "describe-instances start-instances stop-instances reboot-instances create-snapshot delete-snapshot describe-snapshots create-image deregister-image describe-images describe-volumes create-tags terminate-instances run-instances create-snapshots describe-regions"),
          "logs",
              words(
                  "create-export-task describe-log-groups describe-log-streams put-retention-policy filter-log-events tail put-log-events create-log-stream delete-log-group delete-log-stream get-log-events start-query"));

  private KnownOptions() {}

  /// A word that a tool is given where it expects one of a known list.
  record Said(ShellWord word, Set<String> known) {}

  static Stream<Said> of(SimpleCommand program) {
    if (program.name().equals("aws")) return aws(program);
    var options = OPTIONS.getOrDefault(program.name(), Set.of());
    var said =
        program.arguments().stream()
            .filter(w -> w.literal() && !w.quoted() && isLong(w, program.name()))
            .filter(_ -> !options.isEmpty())
            .map(w -> new Said(w, options));
    return Stream.concat(said, subcommand(program));
  }

  private static boolean isLong(ShellWord word, String program) {
    boolean single = program.equals("find");
    return word.text().startsWith(single ? "-" : "--") && word.text().length() > 4;
  }

  private static Stream<Said> subcommand(SimpleCommand program) {
    var known = SUBCOMMANDS.getOrDefault(program.name(), Set.of());
    return program.arguments().stream()
        .limit(1)
        .filter(w -> w.literal() && !w.isOption() && w.text().matches("[a-z-]{3,}"))
        .filter(_ -> !known.isEmpty())
        .filter(w -> !known.contains(w.text()))
        .map(w -> new Said(w, known));
  }

  private static Stream<Said> aws(SimpleCommand aws) {
    var words = aws.arguments();
    int at = 0;
    while (at < words.size() && words.get(at).isOption()) {
      at += words.get(at).text().contains("=") ? 1 : 2;
    }
    if (at >= words.size()) return Stream.empty();
    var service = words.get(at);
    var known = AWS.get(service.text());
    if (known == null)
      return Stream.of(new Said(service, SERVICES)).filter(s -> !SERVICES.contains(service.text()));
    return List.copyOf(words.subList(at + 1, words.size())).stream()
        .limit(1)
        .filter(w -> w.literal() && !w.isOption() && !known.contains(w.text()))
        .map(w -> new Said(w, known));
  }

  private static final Set<String> SERVICES =
      words(
          "rds s3 s3api sns sqs ec2 iam sts logs cloudwatch lambda ssm ecs eks ecr dynamodb route53 backup events secretsmanager kms cloudformation elbv2 elb autoscaling configure glue athena kinesis firehose acm cloudfront efs redshift elasticache emr stepfunctions glacier ses batch docdb neptune");

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+", -1));
  }
}
