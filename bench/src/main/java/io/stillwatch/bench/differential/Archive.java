// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Downloads packages of a Debian release into a folder, with lists and a state of its own.
record Archive(Path folder, String release, Path keyring) {
  private static final String MIRROR = "http://deb.debian.org/debian";

  /// The files of the packages and of what they depend on.
  List<Path> download(List<String> packages) throws IOException, InterruptedException {
    update();
    var install = apt("--yes", "--no-install-recommends", "--download-only", "install");
    install.addAll(packages);
    Processes.succeed(install);
    return packages();
  }

  private void update() throws IOException, InterruptedException {
    for (var dir : List.of("state/lists/partial", "cache/archives/partial")) {
      Files.createDirectories(folder.resolve(dir));
    }
    Files.writeString(folder.resolve("status"), "");
    Files.writeString(
        folder.resolve("sources.list"),
        "deb [signed-by=" + keyring + "] " + MIRROR + " " + release + " main\n");
    Processes.succeed(apt("update"));
  }

  /// The files of the packages alone.
  List<Path> downloadOnly(List<String> packages) throws IOException, InterruptedException {
    update();
    var archives = folder.resolve("cache/archives");
    var download = apt("download");
    download.addAll(packages);
    Processes.succeed(download, archives);
    return packages();
  }

  private List<Path> packages() throws IOException {
    try (var files = Files.list(folder.resolve("cache/archives"))) {
      return files.filter(f -> f.toString().endsWith(".deb")).sorted().toList();
    }
  }

  private List<String> apt(String... arguments) {
    var command = new ArrayList<>(List.of("apt-get", "--quiet"));
    for (var option :
        List.of(
            "Dir::State=" + folder.resolve("state"),
            "Dir::State::status=" + folder.resolve("status"),
            "Dir::Cache=" + folder.resolve("cache"),
            "Dir::Etc::SourceList=" + folder.resolve("sources.list"),
            "Dir::Etc::SourceParts=-",
            "APT::Architecture=" + architecture(),
            "APT::Sandbox::User=root")) {
      command.add("-o");
      command.add(option);
    }
    command.addAll(List.of(arguments));
    return command;
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
