// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The files of one stored model: `model.json`, `weights.f32`, the same of the model of series if
/// it has one, and `SHA256SUMS`, which `sha256sum -c` understands.
final class ModelFiles {
  private static final String JSON = "model.json";
  private static final String WEIGHTS = "weights.f32";
  private static final String SERIES_JSON = "series.json";
  private static final String SERIES_WEIGHTS = "series.f32";
  private static final List<String> SUMMED = List.of(JSON, WEIGHTS, SERIES_JSON, SERIES_WEIGHTS);
  private static final String SUMS = "SHA256SUMS";
  private static final long LARGEST = 16L << 20;

  private ModelFiles() {}

  static void write(Model model, Path dir) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(JSON, ModelJson.write(model).getBytes(UTF_8));
    files.put(WEIGHTS, WeightBytes.of(model.network().weights()));
    if (model.series().isPresent()) {
      files.put(SERIES_JSON, SeriesFiles.json(model.series().get()));
      files.put(SERIES_WEIGHTS, SeriesFiles.floats(model.series().get()));
    }
    files.put(SUMS, sums(files).getBytes(UTF_8));
    for (var file : files.entrySet()) put(dir.resolve(file.getKey()), file.getValue());
    flush(dir);
  }

  /// The files that the sums are of; a model without series has two.
  private static SequencedMap<String, byte[]> summed(Path dir) throws DamagedModelException {
    var files = new LinkedHashMap<String, byte[]>();
    for (var name : SUMMED) {
      boolean optional = !name.equals(JSON) && !name.equals(WEIGHTS);
      if (optional && !Files.exists(dir.resolve(name), LinkOption.NOFOLLOW_LINKS)) continue;
      files.put(name, get(dir.resolve(name)));
    }
    return files;
  }

  /// The files as they are stored.
  static Map<String, String> pack(Path dir) throws DamagedModelException {
    var files = summed(dir);
    files.put(SUMS, get(dir.resolve(SUMS)));
    var packed = new HashMap<String, String>();
    files.forEach((name, bytes) -> packed.put(name, Base64.getEncoder().encodeToString(bytes)));
    return packed;
  }

  /// Writes what [#pack] read, whatever else may have come with it.
  static void unpack(Map<String, String> packed, Path dir)
      throws IOException, DamagedModelException {
    var names = new ArrayList<>(SUMMED);
    names.add(SUMS);
    for (var name : names) {
      var text = packed.get(name);
      if (text == null && name.startsWith("series")) continue;
      if (text == null) throw new DamagedModelException("it came without " + name);
      try {
        put(dir.resolve(name), Base64.getDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        throw new DamagedModelException(name + " is not Base64", e);
      }
    }
    flush(dir);
  }

  static Model read(Path dir, String id) throws DamagedModelException {
    var files = summed(dir);
    var sums = new String(get(dir.resolve(SUMS)), UTF_8);
    if (!sums.equals(sums(files))) {
      throw new DamagedModelException("its files do not match their SHA-256 sums");
    }
    try {
      var model = ModelJson.read(text(files, JSON), shape -> weights(bytes(files, WEIGHTS), shape));
      if (!model.card().id().equals(id)) {
        throw new DamagedModelException("it says that it is " + model.card().id());
      }
      if (!files.containsKey(SERIES_JSON)) return model;
      var series = SeriesFiles.read(text(files, SERIES_JSON), bytes(files, SERIES_WEIGHTS));
      return model.with(Optional.of(series));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DamagedModelException("it cannot be understood", e);
    }
  }

  private static byte[] bytes(Map<String, byte[]> files, String name) {
    var bytes = files.get(name);
    if (bytes == null) throw new IllegalArgumentException("it has no " + name);
    return bytes;
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(bytes(files, name), UTF_8);
  }

  private static Weights weights(byte[] bytes, DetectorSettings settings) {
    var rest = ByteBuffer.wrap(bytes);
    var weights = WeightBytes.read(rest, Network.INPUTS, settings.hidden());
    if (rest.hasRemaining()) {
      throw new IllegalArgumentException(rest.remaining() + " bytes of weights too many");
    }
    return weights;
  }

  private static String sums(Map<String, byte[]> files) {
    return files.entrySet().stream()
        .map(file -> sha256(file.getValue()) + "  " + file.getKey() + "\n")
        .collect(Collectors.joining());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    flush(file);
  }

  /// Without this a power cut may leave names without content.
  static void flush(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static byte[] get(Path file) throws DamagedModelException {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new DamagedModelException("it has no " + file.getFileName());
      }
      if (Files.size(file) > LARGEST) {
        throw new DamagedModelException(file.getFileName() + " is larger than any model of ours");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DamagedModelException(file + " cannot be read", e);
    }
  }
}
