// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.aws.AwsErrors;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.aws.SignedRequests;
import io.stillwatch.collector.aws.SignedRequests.Reply;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Retryable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// How much storage each instance has left: FreeStorageSpace, by CloudWatch's GetMetricData.
///
/// Asked for in the Query protocol, which needs no client of the SDK. Only nice to have: without it
/// nobody is told when a disk will be full.
final class StorageFigures {
  private static final String ACTION = "cloudwatch:GetMetricData";
  private static final int AT_ONCE = 100;
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final XMLInputFactory XML = safe();

  private final SignedRequests requests;
  private final InstantSource clock;

  StorageFigures(AwsSession session, InstantSource clock) {
    var host = "monitoring." + session.access().region() + ".amazonaws.com";
    this.requests = session.requests("monitoring", host);
    this.clock = clock;
  }

  private static XMLInputFactory safe() {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /// The newest figure of each instance that has one, by its name.
  Map<String, Long> freeBytes(List<DBInstance> instances, Questions questions)
      throws SourceException {
    var free = new HashMap<String, Long>();
    for (int from = 0; from < instances.size(); from += AT_ONCE) {
      var some = instances.subList(from, Math.min(instances.size(), from + AT_ONCE));
      ask(some, questions)
          .forEach((id, bytes) -> {
            int number = Integer.parseInt(id.substring(1));
            free.put(some.get(number).dbInstanceIdentifier(), bytes);
          });
    }
    return free;
  }

  private Map<String, Long> ask(List<DBInstance> some, Questions questions) throws SourceException {
    try {
      return switch (requests.post(form(some))) {
        case Reply.Body(var body) -> newest(body);
        case Reply.Refused refused -> {
          if (!refused.denied()) throw new IOException(refused.status() + " " + refused.text());
          questions.unknown().add(ACTION);
          yield Map.of();
        }
      };
    } catch (IOException | XMLStreamException e) {
      throw new Retryable(ACTION + " failed: " + e.getMessage(), Duration.ofSeconds(15), e);
    } catch (SdkException e) {
      var unsigned = AwsErrors.noCredentials(ACTION, e);
      if (unsigned.isPresent()) throw unsigned.get();
      throw new Retryable(ACTION + " failed: " + e.getMessage(), Duration.ofSeconds(15), e);
    }
  }

  private Map<String, String> form(List<DBInstance> some) {
    var until = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var form = new TreeMap<String, String>();
    form.put("Action", "GetMetricData");
    form.put("Version", "2010-08-01");
    form.put("StartTime", until.minus(WINDOW).toString());
    form.put("EndTime", until.toString());
    for (int i = 0; i < some.size(); i++) {
      var query = "MetricDataQueries.member." + (i + 1) + ".";
      form.put(query + "Id", "m" + i);
      form.put(query + "MetricStat.Metric.Namespace", "AWS/RDS");
      form.put(query + "MetricStat.Metric.MetricName", "FreeStorageSpace");
      form.put(query + "MetricStat.Metric.Dimensions.member.1.Name", "DBInstanceIdentifier");
      form.put(
          query + "MetricStat.Metric.Dimensions.member.1.Value",
          some.get(i).dbInstanceIdentifier());
      form.put(query + "MetricStat.Period", "300");
      form.put(query + "MetricStat.Stat", "Minimum");
    }
    return form;
  }

  /// CloudWatch answers the newest value first.
  private static Map<String, Long> newest(InputStream body) throws IOException, XMLStreamException {
    try (body) {
      var xml = XML.createXMLStreamReader(body);
      var values = new HashMap<String, Long>();
      var id = "";
      boolean inValues = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "Id" -> id = xml.getElementText();
            case "Values" -> inValues = true;
            case "member" -> {
              if (inValues) values.putIfAbsent(id, bytes(xml));
            }
            default -> {}
          }
        }
        if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("Values"))
          inValues = false;
      }
      return values;
    }
  }

  private static long bytes(XMLStreamReader xml) throws XMLStreamException {
    var text = xml.getElementText();
    try {
      return (long) Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new XMLStreamException("FreeStorageSpace is no number: " + text, e);
    }
  }
}
