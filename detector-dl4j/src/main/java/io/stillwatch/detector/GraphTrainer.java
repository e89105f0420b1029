// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.TrainingCourse.Epoch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/// Trains the autoencoder with DL4J; the only class that touches it.
///
/// Encoder LSTM, its last step repeated beside the phase of each step, decoder LSTM, linear output;
/// without the phase, training spends most of its time on what time of a turn it is. The window is
/// told backwards, latest step first (Malhotra et al. 2016, arXiv 1607.00148), so that the present,
/// which decides the score, is told while the code is fresh. Unknown steps reach the encoder as
/// zeros with their flag down and are masked out of the loss. DL4J's feature mask is not used: it
/// zeroes the LSTM's memory at each masked step, so one blind step would erase all that was seen
/// before it.
final class GraphTrainer {
  private final DetectorSettings settings;
  private final int features;
  private final long seed;

  GraphTrainer(DetectorSettings settings, long seed) {
    this(settings, Feature.COUNT, seed);
  }

  /// For windows of so many features.
  GraphTrainer(DetectorSettings settings, int features, long seed) {
    this.settings = settings;
    this.features = features;
    this.seed = seed;
  }

  /// The weights of the best epoch with its validation loss, infinite if there is none; the losses
  /// of all epochs, and why there are no more of them.
  record Trained(Weights weights, double validationLoss, List<Epoch> epochs, String ended) {}

  /// Stops when the validation loss no longer falls or becomes NaN, or the thread is interrupted;
  /// empty if the training was cancelled.
  Optional<Trained> train(
      List<? extends NetworkInput> windows,
      Function<Weights, Epoch> losses,
      TrainingProgress progress)
      throws InterruptedException {
    var graph = new ComputationGraph(configuration());
    graph.init();
    try {
      return train(graph, windows, losses, progress);
    } finally {
      graph.close();
    }
  }

  private Optional<Trained> train(
      ComputationGraph graph,
      List<? extends NetworkInput> windows,
      Function<Weights, Epoch> losses,
      TrainingProgress progress)
      throws InterruptedException {
    var order = new ArrayList<NetworkInput>(windows);
    var random = new Random(seed);
    var best = weightsOf(graph);
    double bestLoss = Double.POSITIVE_INFINITY;
    var epochs = new ArrayList<Epoch>();
    int bestEpoch = 0;
    while (epochs.size() < settings.epochs()) {
      if (epochs.size() - bestEpoch >= settings.patience())
        return ended(best, bestLoss, epochs, noProgress(bestEpoch));
      graph.setLearningRate(settings.learningRate() * decay(epochs.size() + 1));
      Collections.shuffle(order, random);
      fitAll(graph, order);
      var weights = weightsOf(graph);
      var epoch = losses.apply(weights);
      double loss = epoch.validationLoss();
      if (!Double.isFinite(loss) || !weights.finite())
        return ended(best, bestLoss, epochs, "The loss of the next epoch is not a number.");
      epochs.add(epoch);
      progress.epoch(epochs.size(), settings.epochs(), loss);
      if (progress.cancelled()) return Optional.empty();
      if (loss >= bestLoss) continue;
      if (loss < 0.99 * bestLoss) bestEpoch = epochs.size();
      best = weights;
      bestLoss = loss;
    }
    return ended(best, bestLoss, epochs, "All epochs are done.");
  }

  private static Optional<Trained> ended(
      Weights best, double loss, List<Epoch> epochs, String why) {
    return Optional.of(new Trained(best, loss, epochs, why));
  }

  private String noProgress(int since) {
    return "The validation loss fell no further in the "
        + settings.patience()
        + " epochs after epoch "
        + since
        + ".";
  }

  private void fitAll(ComputationGraph graph, List<NetworkInput> order)
      throws InterruptedException {
    for (int i = 0; i < order.size(); i += settings.batch()) {
      if (Thread.interrupted()) throw new InterruptedException("Training was interrupted.");
      fit(graph, order.subList(i, Math.min(order.size(), i + settings.batch())));
    }
  }

  /// Down to a tenth over the course of the training, so that the last epochs settle.
  private double decay(int epoch) {
    double part = (double) epoch / settings.epochs();
    return 0.1 + 0.45 * (1 + Math.cos(Math.PI * part));
  }

  private static void fit(ComputationGraph graph, List<? extends NetworkInput> batch) {
    var inputs = inputs(batch);
    var context = context(batch);
    var labels = labels(batch);
    var mask = mask(batch);
    try {
      graph.fit(
          new MultiDataSet(
              new INDArray[] {inputs, context},
              new INDArray[] {labels},
              null,
              new INDArray[] {mask}));
    } finally {
      inputs.close();
      context.close();
      labels.close();
      mask.close();
    }
  }

  /// DL4J's own forward pass; for the test that ours is equal.
  static INDArray output(ComputationGraph graph, List<? extends NetworkInput> windows) {
    return graph.outputSingle(inputs(windows), context(windows));
  }

  ComputationGraphConfiguration configuration() {
    int hidden = settings.hidden();
    int inputs = features + 1; // and whether the step is known
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(DataType.FLOAT)
        .weightInit(WeightInit.XAVIER)
        .updater(new Adam(settings.learningRate()))
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .gradientNormalizationThreshold(1)
        .graphBuilder()
        .addInputs("in", "context")
        .setInputTypes(recurrent(inputs), recurrent(Network.CONTEXT))
        .addLayer("encoder", lstm(inputs, hidden), "in")
        .addVertex("code", new LastTimeStepVertex("in"), "encoder")
        .addVertex("repeated", new DuplicateToTimeSeriesVertex("in"), "code")
        .addVertex("told", new MergeVertex(), "repeated", "context")
        .addLayer("decoder", lstm(hidden + Network.CONTEXT, hidden), "told")
        .addLayer(
            "out",
            new RnnOutputLayer.Builder(LossFunctions.LossFunction.MSE)
                .activation(Activation.IDENTITY)
                .nIn(hidden)
                .nOut(features)
                .build(),
            "decoder")
        .setOutputs("out")
        .build();
  }

  private InputType recurrent(int features) {
    return InputType.recurrent(features, settings.steps(), RNNFormat.NCW);
  }

  private static LSTM lstm(int inputs, int hidden) {
    return new LSTM.Builder().activation(Activation.TANH).nIn(inputs).nOut(hidden).build();
  }

  static Weights weightsOf(ComputationGraph graph) {
    String[] names = {
      "encoder", "encoder", "encoder", "decoder", "decoder", "decoder", "out", "out"
    };
    String[] parts = {"W", "RW", "b", "W", "RW", "b", "W", "b"};
    var arrays = new float[Weights.ARRAYS][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = graph.getLayer(names[i]).getParam(parts[i]).dup('c').data().asFloat();
    }
    return new Weights(arrays[7].length + 1, arrays[2].length / 4, arrays);
  }

  private static INDArray inputs(List<? extends NetworkInput> batch) {
    int steps = batch.getFirst().steps();
    var row = new float[batch.getFirst().features() + 1];
    var flat = new float[batch.size() * row.length * steps];
    for (int w = 0; w < batch.size(); w++) {
      for (int step = 0; step < steps; step++) {
        Network.inputs(batch.get(w), step, row);
        for (int f = 0; f < row.length; f++) flat[(w * row.length + f) * steps + step] = row[f];
      }
    }
    return Nd4j.create(flat, new int[] {batch.size(), row.length, steps}, 'c');
  }

  /// In the order in which the decoder tells the window: the latest step first.
  private static INDArray context(List<? extends NetworkInput> batch) {
    int steps = batch.getFirst().steps();
    var flat = new float[batch.size() * Network.CONTEXT * steps];
    var row = new float[Network.CONTEXT];
    for (int w = 0; w < batch.size(); w++) {
      for (int step = 0; step < steps; step++) {
        batch.get(w).context(step, row);
        for (int f = 0; f < row.length; f++) {
          flat[(w * row.length + f) * steps + steps - 1 - step] = row[f];
        }
      }
    }
    return Nd4j.create(flat, new int[] {batch.size(), Network.CONTEXT, steps}, 'c');
  }

  private static INDArray labels(List<? extends NetworkInput> batch) {
    int steps = batch.getFirst().steps();
    int features = batch.getFirst().features();
    var flat = new float[batch.size() * features * steps];
    for (int w = 0; w < batch.size(); w++) {
      for (int column = 0; column < features; column++) {
        int at = (w * features + column) * steps;
        for (int step = 0; step < steps; step++) {
          flat[at + steps - 1 - step] = batch.get(w).value(step, column);
        }
      }
    }
    return Nd4j.create(flat, new int[] {batch.size(), features, steps}, 'c');
  }

  private static INDArray mask(List<? extends NetworkInput> batch) {
    int steps = batch.getFirst().steps();
    int features = batch.getFirst().features();
    var flat = new float[batch.size() * features * steps];
    for (int w = 0; w < batch.size(); w++) {
      for (int column = 0; column < features; column++) {
        int at = (w * features + column) * steps;
        for (int step = 0; step < steps; step++) {
          if (batch.get(w).known(step, column)) flat[at + steps - 1 - step] = 1;
        }
      }
    }
    return Nd4j.create(flat, new int[] {batch.size(), features, steps}, 'c');
  }
}
