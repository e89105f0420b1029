// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitsTest {
  private static final String TIMER =
      "# nightly\n[Timer]\nOnCalendar=*-*-* \\\n; half past\n 02:30\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n";
  private static final String SERVICE = "[Service]\r\nType=oneshot\nExecStart=/opt/tools/rotate.sh";
  private static final String FOLDER = "/etc/systemd/system/";

  @Test
  void prints_what_it_read_whatever_it_was() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder(TIMER + SERVICE);
      for (int n = 0; n < 3; n++) {
        text.setCharAt(random.nextInt(text.length()), "\n\r\\[]=#; x".charAt(random.nextInt(10)));
      }
      assertThat(UnitFile.read("x.timer", text.toString()).print()).isEqualTo(text.toString());
    }
  }

  @Test
  void a_continued_line_is_one_value_without_the_comment_in_it() {
    var units = new Units(List.of(ConfigFile.of(FOLDER + "dump.timer", TIMER)));

    var calendar = units.timers().getFirst().calendars().getFirst();
    assertThat(calendar.value().replaceAll(" +", " ")).isEqualTo("*-*-* 02:30");
    assertThat(calendar.setting().number()).isEqualTo(3);
    assertThat(calendar.setting().value().column()).isEqualTo(12);
  }

  @Test
  void a_drop_in_forgets_the_times_of_the_package_by_an_empty_value() {
    var units =
        new Units(
            List.of(
                ConfigFile.of(
                    "/usr/lib/systemd/system/logrotate.timer", "[Timer]\nOnCalendar=daily\n"),
                ConfigFile.of(
                    FOLDER + "logrotate.timer.d/often.conf",
                    "[Timer]\nOnCalendar=\nOnCalendar=hourly\n")));

    assertThat(units.timers().getFirst().calendars())
        .extracting(Unit.Placed::value)
        .containsExactly("hourly");
  }

  @Test
  void a_timer_of_the_host_is_a_job_that_is_known_by_its_service() {
    var job =
        HostFixture.debian()
            .furnished()
            .file(FOLDER + "dump.timer", TIMER)
            .file(FOLDER + "dump.service", SERVICE)
            .jobs()
            .getFirst();

    assertThat(job.name()).isEqualTo("dump.timer");
    assertThat(job.definition().command()).isEqualTo("dump.service");
    assertThat(job.schedule()).isInstanceOf(Schedule.Cron.class);
    assertThat(job.definition().line()).isEqualTo(3);
  }

  @Test
  void a_timer_of_a_package_is_a_job_only_where_it_runs() {
    var path = "/usr/lib/systemd/system/fstrim.timer";
    var host = HostFixture.debian().furnished().file(path, "[Timer]\nOnCalendar=weekly\n");

    assertThat(host.jobs()).isEmpty();
    assertThat(host.fact("unit:fstrim.timer", "active,enabled").jobs()).hasSize(1);
  }

  @Test
  void the_timer_of_logrotate_drives_the_rotations() {
    var jobs =
        HostFixture.debian()
            .furnished()
            .file("/usr/lib/systemd/system/logrotate.timer", "[Timer]\nOnCalendar=daily\n")
            .fact("unit:logrotate.timer", "active,enabled")
            .file("/etc/logrotate.conf", "/var/log/x.log {\n  rotate 7\n}\n")
            .jobs();

    assertThat(jobs).extracting(io.stillwatch.core.job.Job::driver).contains(jobs.getFirst().id());
  }

  @Test
  void a_great_random_delay_makes_the_longest_distance_the_limit() {
    var timer =
        new Units(
                List.of(
                    ConfigFile.of(
                        FOLDER + "x.timer", "[Timer]\nOnCalendar=daily\nRandomizedDelaySec=12h\n")))
            .timers()
            .getFirst();

    assertThat(timer.schedule(java.time.ZoneOffset.UTC).period()).isEqualTo(Duration.ofHours(36));
  }
}
