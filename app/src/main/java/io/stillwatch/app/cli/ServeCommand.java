// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.app.config.ConfigException;
import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.app.run.DataFolder;
import io.stillwatch.app.run.Product;
import io.stillwatch.app.run.Role;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The product on real sources.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Runs collection, detection, alerting and the web UI on the sources that the configuration names.")
final class ServeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration, for instance stillwatch.yaml.")
  private Path config = Path.of("stillwatch.yaml");

  @Option(
      names = "--roles",
      paramLabel = "ROLES",
      defaultValue = "collect,watch,alert,web",
      description =
          "What this process does: any of collect, watch, alert, web. Processes that share an"
              + " Elasticsearch cluster may split the roles; a second process of a role stands by."
              + " Default: all.")
  private String roles = "";

  @Override
  public Integer call() throws IOException, StoreException, ConfigException, InterruptedException {
    var wanted = roles();
    var settings = ConfigFile.read(config, System.getenv());
    var err = Objects.requireNonNull(spec).commandLine().getErr();
    try (var folder = DataFolder.open(data.orDefault("serve"));
        var product = Product.start(settings, folder, InstantSource.system(), false, wanted)) {
      product.run();
      err.println(
          "Web UI: "
              + product.url()
              + " (127.0.0.1 only, until users and roles exist). Ctrl-C ends.");
      if (settings.alerts().topicArn().isEmpty()) {
        err.println("alerts.topicArn is empty: nobody will be told, only the web UI shows alerts.");
      }
      Shutdown.closes(product::close);
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private Set<Role> roles() {
    try {
      return Role.parse(roles);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--roles: " + e.getMessage());
    }
  }
}
