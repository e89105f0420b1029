// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// Who may use the server: one user that writes our indices and their templates, and one that only
/// reads them, for searches that people type. Their passwords are generated.
///
/// The server keeps them in files (its `file` realm), so that no index holds them.
record ServerUsers(ServerUser writer, ServerUser reader) {
  /// Other indices are out of reach for both.
  private static final String ROLES =
      """
      stillwatch_writer:
        cluster: [ monitor, manage_index_templates ]
        indices:
          - names: [ "stillwatch-*" ]
            privileges: [ all ]
      stillwatch_reader:
        indices:
          - names: [ "stillwatch-*" ]
            privileges: [ read ]
      """;

  /// As the file notes them, a line each, `user:password`; generated and noted at the first start.
  static ServerUsers of(Path file) throws IOException {
    if (Files.exists(file)) {
      var lines = Files.readAllLines(file);
      if (lines.size() == 2) return new ServerUsers(user(lines.get(0)), user(lines.get(1)));
    }
    var random = new SecureRandom();
    var users =
        new ServerUsers(
            ServerUser.generated("stillwatch-writer", random),
            ServerUser.generated("stillwatch-reader", random));
    secret(file, noted(users.writer) + noted(users.reader));
    return users;
  }

  private static String noted(ServerUser user) {
    return user.name() + ":" + user.password() + "\n";
  }

  private static ServerUser user(String line) {
    int colon = line.indexOf(':');
    return new ServerUser(line.substring(0, colon), line.substring(colon + 1));
  }

  /// Into the server's configuration folder.
  void write(Path config) throws IOException {
    var random = new SecureRandom();
    secret(config.resolve("users"), writer.line(random) + reader.line(random));
    Files.writeString(
        config.resolve("users_roles"),
        "stillwatch_writer:%s\nstillwatch_reader:%s\n".formatted(writer.name(), reader.name()));
    Files.writeString(config.resolve("roles.yml"), ROLES);
  }

  private static void secret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    var owner = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(file, text);
  }
}
