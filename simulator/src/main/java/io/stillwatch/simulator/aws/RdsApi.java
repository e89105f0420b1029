// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import io.stillwatch.simulator.aws.Fault.EarlyEnd;
import io.stillwatch.simulator.aws.Fault.LeftOut;
import io.stillwatch.simulator.aws.Fault.NullData;
import io.stillwatch.simulator.aws.Fault.Overlap;
import io.stillwatch.simulator.aws.Fault.RenamedFirst;
import io.stillwatch.simulator.aws.Fault.Truncation;
import io.stillwatch.simulator.aws.Fault.ZeroMarker;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.LogFileEntry;
import io.stillwatch.simulator.rds.Portion;
import io.stillwatch.simulator.rds.PortionRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// The three calls of RDS that a reader of logs makes, as the API reference describes them.
final class RdsApi {
  static final String NAMESPACE = "http://rds.amazonaws.com/doc/2014-10-31/";

  private final List<DatabaseInstance> instances;
  private final RdsFactsApi facts;
  private final InstantSource time;

  RdsApi(List<DatabaseInstance> instances, InstantSource time) {
    this.instances = new CopyOnWriteArrayList<>(instances);
    this.facts = new RdsFactsApi(this.instances);
    this.time = time;
  }

  RdsFactsApi facts() {
    return facts;
  }

  List<DatabaseInstance> instances() {
    return instances;
  }

  void add(DatabaseInstance instance) {
    instances.add(instance);
  }

  void remove(String instance) {
    instances.removeIf(one -> one.id().equals(instance));
  }

  Xml describeInstances(QueryRequest request) {
    var one = request.text("DBInstanceIdentifier");
    one.ifPresent(this::instance);
    var after = request.text("Marker").orElse("");
    var found =
        instances.stream()
            .filter(i -> one.isEmpty() || i.id().equals(one.get()))
            .filter(i -> i.id().compareTo(after) > 0)
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .toList();
    var limit = (int) Math.min(found.size(), request.number("MaxRecords").orElse(100));
    var list = new Xml();
    for (var instance : found.subList(0, limit)) list.element("DBInstance", xml(instance));
    var result = new Xml().element("DBInstances", list);
    return limit < found.size() ? result.text("Marker", found.get(limit - 1).id()) : result;
  }

  Xml describeLogFiles(QueryRequest request) {
    // A page continues after a name, so that a file that appears in between shifts nothing.
    var found =
        instance(request.required("DBInstanceIdentifier")).files().stream()
            .filter(wanted(request))
            .toList();
    var limit = (int) Math.min(found.size(), request.number("MaxRecords").orElse(1000));
    if (limit < 1 && !found.isEmpty()) throw invalid("MaxRecords must be at least 1");
    var list = new Xml();
    for (var file : found.subList(0, limit)) list.element("DescribeDBLogFilesDetails", xml(file));
    var result = new Xml().element("DescribeDBLogFiles", list);
    return limit < found.size() ? result.text("Marker", found.get(limit - 1).name()) : result;
  }

  Xml downloadPortion(QueryRequest request, Optional<Fault> fault) {
    var instance = instance(request.required("DBInstanceIdentifier"));
    var file = request.required("LogFileName");
    if (fault.orElse(null) instanceof RenamedFirst) instance.rotateNumbered(file, time.instant());
    var portion =
        instance.portion(distorted(portionRequest(request, file), fault)).orElseThrow(RdsApi::gone);
    if (portion.binary()) throw refusal(Fault.binaryData());
    if (fault.orElse(null) instanceof NullData) {
      return new Xml().text("AdditionalDataPending", "false").text("Marker", "");
    }
    return xml(distorted(portion, fault));
  }

  byte[] wholeFile(String instance, String file) {
    return instance(instance).content(file).orElseThrow(RdsApi::gone);
  }

  private static PortionRequest portionRequest(QueryRequest request, String file) {
    var marker = request.text("Marker");
    if (marker.isPresent() && !marker.get().matches("0|\\d{1,2}:\\d{1,10}")) {
      throw invalid("Invalid marker: " + marker.get());
    }
    var lines = request.number("NumberOfLines");
    if (lines.orElse(1) < 1) throw invalid("NumberOfLines must be at least 1");
    var limit =
        lines.isPresent()
            ? OptionalInt.of((int) Math.min(lines.getAsLong(), Integer.MAX_VALUE))
            : OptionalInt.empty();
    return new PortionRequest(file, marker, limit);
  }

  private static PortionRequest distorted(PortionRequest request, Optional<Fault> fault) {
    return switch (fault.orElse(null)) {
      case Overlap(int bytes) -> request.overlapping(bytes);
      case Truncation(int atBytes) -> request.cappedAt(atBytes);
      case null, default -> request;
    };
  }

  private static Portion distorted(Portion portion, Optional<Fault> fault) {
    return switch (fault.orElse(null)) {
      case EarlyEnd _ -> portion.ending();
      case ZeroMarker _ -> portion.withMarker("0").ending();
      case LeftOut(int oneIn, long seed) ->
          portion.withBlankLines(oneIn, new SplittableRandom(seed + portion.marker().hashCode()));
      case null, default -> portion;
    };
  }

  private static Predicate<LogFileEntry> wanted(QueryRequest request) {
    var part = request.text("FilenameContains").orElse("");
    var since = request.number("FileLastWritten").orElse(Long.MIN_VALUE);
    var largerThan = request.number("FileSize").orElse(-1);
    var after = request.text("Marker").orElse("");
    return file ->
        file.name().contains(part)
            && file.lastWritten().toEpochMilli() >= since
            && file.sizeBytes() > largerThan
            && file.name().compareTo(after) > 0;
  }

  private DatabaseInstance instance(String id) {
    return instances.stream()
        .filter(instance -> instance.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new RefusedException(404, "DBInstanceNotFound", "DBInstance " + id + " not found."));
  }

  private static Xml xml(LogFileEntry file) {
    return new Xml()
        .text("LogFileName", file.name())
        .text("LastWritten", file.lastWritten().toEpochMilli())
        .text("Size", file.sizeBytes());
  }

  private static Xml xml(Portion portion) {
    return new Xml()
        .text("AdditionalDataPending", Boolean.toString(portion.pending()))
        .text("Marker", portion.marker())
        .text("LogFileData", portion.text());
  }

  private static Xml xml(DatabaseInstance instance) {
    var address = instance.id() + ".c1x2y3z4a5b6.eu-central-1.rds.amazonaws.com";
    var port = instance.engine().port();
    var group =
        new Xml()
            .text("DBParameterGroupName", instance.parameterGroup())
            .text("ParameterApplyStatus", "in-sync");
    var options = new Xml();
    if (instance.auditRotations().isPresent())
      options.element(
          "OptionGroupMembership", new Xml().text("OptionGroupName", instance.optionGroup()));
    var tags = new Xml();
    instance
        .tags()
        .forEach(
            (key, value) -> tags.element("Tag", new Xml().text("Key", key).text("Value", value)));
    return new Xml()
        .text("DBInstanceIdentifier", instance.id())
        .text("DBInstanceClass", "db.t4g.medium")
        .text("Engine", instance.engine().word())
        .text("EngineVersion", instance.version())
        .text("DBInstanceStatus", "available")
        .element("Endpoint", new Xml().text("Address", address).text("Port", port))
        .text("AllocatedStorage", instance.allocatedGib())
        .text("MaxAllocatedStorage", instance.allocatedGib() * 2L)
        .text("DbiResourceId", resourceId(instance))
        .text("StorageType", "gp3")
        .text("MultiAZ", "false")
        .element("OptionGroupMemberships", options)
        .element("DBParameterGroups", new Xml().element("DBParameterGroup", group))
        .element("TagList", tags)
        .text(
            "DBInstanceArn",
            "arn:aws:rds:%s:%s:db:%s"
                .formatted(AccountApi.REGION, AccountApi.ACCOUNT, instance.id()));
  }

  private static String resourceId(DatabaseInstance instance) {
    return "db-"
        + Integer.toString(instance.id().hashCode() & 0x7fffffff, 36).toUpperCase(Locale.ROOT);
  }

  private static RefusedException gone() {
    return refusal(Fault.fileNotFound());
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(400, "InvalidParameterValue", message);
  }

  private static RefusedException refusal(Fault fault) {
    if (fault instanceof Fault.Refusal(int status, String code, String message)) {
      return new RefusedException(status, code, message);
    }
    throw new IllegalArgumentException("Not a refusal: " + fault);
  }
}
