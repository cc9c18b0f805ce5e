using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Model;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Learning;

/// <summary>Trains with AdamW on one thread: cross entropy plus range penalty, cosine learning rate with a short warm-up.</summary>
internal sealed class Trainer(nn.Module<Tensor, IntentActivations> network, TrainingOptions options)
{
    private const int WarmUpSteps = 100;

    /// <summary>Trains over all epochs; reports the mean loss and penalty of each.</summary>
    public void Run(EncodedSet training, int vocabularySize, Action<int, double, double> report)
    {
        using optim.Optimizer optimizer = optim.AdamW(
            network.parameters(), lr: options.LearningRate, weight_decay: options.WeightDecay);
        BatchSource source = new(training, vocabularySize, options);
        int stepsPerEpoch = training.Count / options.BatchSize;
        int step = 0;

        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            double loss = 0;
            double penalty = 0;

            foreach (EncodedSet batch in source.Epoch())
            {
                double weight = PenaltyWeight(step, options.Epochs * stepsPerEpoch);
                SetLearningRate(optimizer, step++, options.Epochs * stepsPerEpoch);
                (double batchLoss, double batchPenalty) = Step(optimizer, batch, source.Probes(options.ProbesPerBatch), weight);
                loss += batchLoss / stepsPerEpoch;
                penalty += batchPenalty / stepsPerEpoch;
            }

            report(epoch, loss, penalty);
        }
    }

    private (double Loss, double Penalty) Step(optim.Optimizer optimizer, EncodedSet batch, long[] probes, double penaltyWeight)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor tokens = tensor((long[])[.. batch.Tokens, .. probes]).reshape(-1, IntentShape.Tokens);

        optimizer.zero_grad();
        IntentActivations activations = network.forward(tokens);
        Tensor loss = nn.functional.cross_entropy(
            activations.Logits.narrow(0, 0, batch.Count), tensor(batch.Labels), label_smoothing: options.LabelSmoothing);
        Tensor penalty = options.Penalty.Of(activations);
        (loss + (penaltyWeight * penalty)).backward();
        nn.utils.clip_grad_norm_(network.parameters(), 1.0);
        optimizer.step();

        return (loss.item<float>(), penalty.item<float>());
    }

    private double PenaltyWeight(int step, int steps)
    {
        double warmUpSteps = Math.Max(1, options.PenaltyWarmUp * steps);

        return options.PenaltyWeight * Math.Min(1, (step + 1) / warmUpSteps);
    }

    private void SetLearningRate(optim.Optimizer optimizer, int step, int steps)
    {
        double warmUp = Math.Min(1, (step + 1) / (double)WarmUpSteps);
        double decay = 0.5 * (1 + Math.Cos(Math.PI * step / steps));

        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = options.LearningRate * warmUp * decay;
        }
    }
}
