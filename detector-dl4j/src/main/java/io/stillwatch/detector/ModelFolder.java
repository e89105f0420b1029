// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.PackedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder that keeps models across restarts: one folder per model, and a mark that names the
/// one in use; without the mark it is the highest name.
///
/// A model is written aside, flushed, and renamed into place, so a crash leaves the old one. What
/// does not match its checksums is refused and the one before it used. Nothing is ever read with
/// Java serialization: DL4J's own format runs foreign code on load (deeplearning4j issue 10428).
final class ModelFolder {
  private static final Logger log = LoggerFactory.getLogger(ModelFolder.class);
  private static final int KEPT = 3;
  private static final String NAME = "\\d{6}-[\\w-]+";
  private static final String ASIDE = ".writing-";
  private static final String MARK = "in-use";

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder;
  }

  /// A name that sorts after all names in use.
  String nextId(String suffix) {
    var last = names().stream().findFirst().map(n -> n.substring(0, 6)).orElse("000000");
    return String.format(Locale.ROOT, "%06d-%s", Integer.parseInt(last) + 1, suffix);
  }

  /// The model that was used last, or the newest that is intact.
  Optional<Model> latest() {
    var names = new LinkedHashSet<String>();
    marked().ifPresent(names::add);
    names.addAll(names());
    for (var name : names) {
      if (!names().contains(name)) continue;
      try {
        return Optional.of(ModelFiles.read(folder.resolve(name), name));
      } catch (DamagedModelException e) {
        log.atError()
            .addKeyValue("model", name)
            .addKeyValue("why", e.getMessage())
            .log("Model refused; the one before it is used. Delete its folder or restore it.");
      }
    }
    return Optional.empty();
  }

  /// All models that are intact, newest first.
  List<Model> all() {
    return names().stream().flatMap(name -> read(name).stream()).toList();
  }

  /// Empty if there is none of this name, or it is damaged.
  Optional<Model> read(String name) {
    if (!names().contains(name)) return Optional.empty();
    try {
      return Optional.of(ModelFiles.read(folder.resolve(name), name));
    } catch (DamagedModelException e) {
      return Optional.empty();
    }
  }

  /// Has [#latest] return a model that is here.
  void use(String name) {
    try {
      mark(name);
    } catch (IOException e) {
      throw new UncheckedIOException("The model in use cannot be named in " + folder + ".", e);
    }
  }

  void delete(String name) {
    try {
      if (names().contains(name)) deleteAll(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Model " + name + " cannot be deleted.", e);
    }
  }

  private Optional<String> marked() {
    try {
      return Optional.of(Files.readString(folder.resolve(MARK)).strip());
    } catch (IOException e) {
      return Optional.empty(); // written by an earlier version, or nothing was trained yet
    }
  }

  private void mark(String name) throws IOException {
    var aside = folder.resolve(ASIDE + MARK);
    Files.writeString(aside, name);
    move(aside, folder.resolve(MARK));
    ModelFiles.flush(folder);
  }

  void save(Model model) {
    var id = model.card().id();
    try {
      var aside = aside(id);
      ModelFiles.write(model, aside);
      keep(aside, id);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Model "
              + id
              + " was not saved in "
              + folder
              + " ("
              + e.getMessage()
              + "); free some space or allow writing there.",
          e);
    }
  }

  /// The files of a model; empty if it is not here any more.
  Optional<PackedModel> pack(String id) {
    try {
      return Optional.of(new PackedModel(id, ModelFiles.pack(folder.resolve(id))));
    } catch (DamagedModelException e) {
      log.atWarn()
          .addKeyValue("model", id)
          .addKeyValue("why", e.getMessage())
          .log("The model cannot be handed to other processes.");
      return Optional.empty();
    }
  }

  /// Keeps a model of another process; empty if it is damaged, or of another version.
  Optional<Model> takeUp(PackedModel packed) {
    if (!packed.id().matches(NAME)) return Optional.empty();
    try {
      var aside = aside(packed.id());
      ModelFiles.unpack(packed.files(), aside);
      var model = ModelFiles.read(aside, packed.id());
      if (names().contains(packed.id())) deleteAll(folder.resolve(packed.id()));
      keep(aside, packed.id());
      return Optional.of(model);
    } catch (DamagedModelException | IOException e) {
      log.atWarn()
          .addKeyValue("model", packed.id())
          .setCause(e)
          .log("A model of another process was refused; the one in use stays.");
      return Optional.empty();
    }
  }

  private Path aside(String id) throws IOException {
    var aside = folder.resolve(ASIDE + id);
    createPrivate(folder);
    deleteAll(aside);
    createPrivate(aside);
    return aside;
  }

  private void keep(Path aside, String id) throws IOException {
    move(aside, folder.resolve(id));
    mark(id);
    prune(id);
  }

  /// Newest first; names that a model cannot have are ignored.
  private List<String> names() {
    if (!Files.isDirectory(folder)) return List.of();
    try (var entries = Files.list(folder)) {
      return entries
          .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
          .map(p -> p.getFileName().toString())
          .filter(n -> n.matches(NAME))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Models in " + folder + " cannot be listed.", e);
    }
  }

  /// The new model is in use already: what cannot be deleted now is deleted after a later one.
  private void prune(String inUse) {
    try {
      for (var name : names().stream().skip(KEPT).toList()) {
        if (!name.equals(inUse)) deleteAll(folder.resolve(name));
      }
    } catch (IOException | UncheckedIOException e) {
      log.atWarn().addKeyValue("folder", folder).setCause(e).log("Old models were not deleted.");
    }
  }

  private static void createPrivate(Path dir) throws IOException {
    if (Files.isDirectory(dir)) return;
    Files.createDirectories(dir);
    if (Files.getFileStore(dir).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to); // the checksums catch a half move
    }
  }

  private static void deleteAll(Path dir) throws IOException {
    if (!Files.exists(dir, LinkOption.NOFOLLOW_LINKS)) return;
    try (var tree = Files.walk(dir)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
