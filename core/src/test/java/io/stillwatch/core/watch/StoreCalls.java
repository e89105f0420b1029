// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stores that count their calls by name, and of which one call fails once.
final class StoreCalls {
  enum Failure {
    /// The call fails and nothing is done.
    BEFORE,
    /// It is done, and its answer is lost.
    AFTER
  }

  private final Map<String, Integer> calls = new TreeMap<>();
  private int countdown = Integer.MAX_VALUE;
  private Failure how = Failure.BEFORE;
  private String failed = "";

  WatchStores around(WatchStores stores) {
    var out = stores.outcomes();
    return new WatchStores(
        counting(EvidenceStore.class, stores.evidence()),
        counting(SourceStore.class, stores.sources()),
        counting(FindingStore.class, stores.findings()),
        counting(WatchStateStore.class, stores.states()),
        counting(LabelStore.class, stores.labels()),
        new Outcomes(
            counting(JobStatusStore.class, out.statuses()),
            counting(RunStore.class, out.runs()),
            counting(VerdictStore.class, out.verdicts()),
            counting(AnomalyStore.class, out.anomalies()),
            counting(SizeStore.class, out.sizes()),
            counting(SeriesStore.class, out.series())));
  }

  /// The n-th call from now on fails, counted from 1.
  void fail(int n, Failure failure) {
    countdown = n;
    how = failure;
    failed = "";
  }

  /// Which call failed; empty if there were fewer.
  String failed() {
    return failed;
  }

  int calls(String name) {
    return calls.getOrDefault(name, 0);
  }

  private <T> T counting(Class<T> port, T store) {
    var proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              var name = port.getSimpleName() + "." + method.getName();
              calls.merge(name, 1, Integer::sum);
              boolean fails = --countdown == 0;
              if (fails) failed = name;
              if (fails && how == Failure.BEFORE)
                return failure(method, arguments, name + " failed.");
              try {
                var result = method.invoke(store, arguments);
                return fails
                    ? failure(method, arguments, "The response of " + name + " was lost.")
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return port.cast(proxy);
  }

  /// Saves report what became of each state; all other calls throw.
  private static Object failure(Method method, Object[] arguments, String why)
      throws StoreException {
    if (!method.getName().equals("saveAll")) throw new StoreException(why);
    var failed = new ArrayList<WatchStateStore.Saved>();
    for (var _ : (List<?>) arguments[0]) failed.add(new WatchStateStore.Saved.Failed(why));
    return failed;
  }
}
