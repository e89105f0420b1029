// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/// Reads the beginning of an answer and hangs up: a receiver cannot fill our memory, nor keep us
/// with an answer that never ends. With a limit of 0 the status is the whole answer.
final class FirstBytes implements BodySubscriber<String> {
  private final int most;
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicReference<Subscription> from = new AtomicReference<>();

  FirstBytes(int most) {
    this.most = most;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    from.set(subscription);
    if (most == 0) hangUp();
    else subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      int length = Math.min(buffer.remaining(), most - bytes.size());
      for (int i = 0; i < length; i++) bytes.write(buffer.get());
    }
    if (bytes.size() >= most) hangUp();
  }

  private void hangUp() {
    from.get().cancel();
    onComplete();
  }

  @Override
  public void onError(Throwable problem) {
    text.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    text.complete(bytes.toString(UTF_8));
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }
}
