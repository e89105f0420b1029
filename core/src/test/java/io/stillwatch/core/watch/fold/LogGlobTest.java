// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// As glob(3) matches.
class LogGlobTest {
  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "/var/log/app.log, /var/log/app.log, true",
    "/var/log/*.log, /var/log/app.log, true",
    "/var/log/*.log, /var/log/.log, false",
    "/var/log/*.log, /var/log/.hidden.log, false",
    "/var/log/.*.log, /var/log/.hidden.log, true",
    "/var/log/*.log, /var/log/app/a.log, false",
    "/var/log/*/*.log, /var/log/app/a.log, true",
    "/var/log/*/*.log, /var/log/.app/a.log, false",
    "/var/log/*, /var/log/a.log.1, true",
    "/var/log/a*b*c, /var/log/aXbXbYc, true",
    "/var/log/a*b*c, /var/log/aXbXbY, false",
    "/var/log/app?.log, /var/log/app1.log, true",
    "/var/log/app?.log, /var/log/app.log, false",
    "/var/log?app.log, /var/log/app.log, false",
    "/var/log/?app, /var/log/.app, false",
    "/var/log/app[12].log, /var/log/app2.log, true",
    "/var/log/app[12].log, /var/log/app3.log, false",
    "/var/log/app[0-9].log, /var/log/app7.log, true",
    "/var/log/app[!0-9].log, /var/log/appx.log, true",
    "/var/log/app[!0-9].log, /var/log/app7.log, false",
    "/var/log/app[]].log, /var/log/app].log, true",
    "/var/log/app[.log, /var/log/app[.log, true",
    "/var/log/app[.log, /var/log/app.log, false",
    "/var/log[/]app, /var/log/app, false",
    "*, , true"
  })
  void paths_are_matched(String pattern, String path, boolean matches) {
    assertThat(LogGlob.matches(pattern, path == null ? "" : path)).isEqualTo(matches);
  }

  @Test
  void random_patterns_match_as_the_globs_of_java_do() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      var pattern = text(random, "ab*?/");
      var path = text(random, "ab/");
      var globs = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      if (pattern.contains("//") || path.contains("//") || path.endsWith("/")) continue;
      if (pattern.contains("**")) continue; // crosses directories in Java
      assertThat(LogGlob.matches(pattern, path))
          .as(pattern + " against " + path)
          .isEqualTo(globs.matches(Path.of(path)));
    }
  }

  private static String text(Random random, String letters) {
    var text = new StringBuilder();
    for (int i = random.nextInt(8) + 1; i > 0; i--)
      text.append(letters.charAt(random.nextInt(letters.length())));
    return text.toString();
  }

  @Test
  void only_wild_patterns_are_globs() {
    assertThat(List.of("a*", "a?", "a[b]")).allMatch(LogGlob::is);
    assertThat(LogGlob.is("/var/log/app.log")).isFalse();
  }

  @Test
  void many_stars_take_no_exponential_time() {
    var pattern = "*a".repeat(40) + "b";
    assertThat(LogGlob.matches(pattern, "a".repeat(2_000))).isFalse();
  }
}
