using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PowerSoftmax.Training.Data;
using PowerSoftmax.Training.Model;
using PowerSoftmax.Training.Ranges;

namespace PowerSoftmax.Training.Bert;

/// <summary>Writes MODEL-CARD.md of both models, so that its numbers are always those of the files beside it.</summary>
internal sealed class BertCard(IntentData corpus, int calibrationCount, BertMeasurement[] models)
{
    /// <summary>The whole card.</summary>
    public string Text() => Invariant($"""
        # Model card: {BertFiles.TwoLayers} and {BertFiles.FourLayers}

        Written by the training program; change `src/Training/Bert/BertCard.cs` and train again rather than edit this file.

        Both name the intent of an English sentence: {string.Join(", ", SnipsCorpus.Labels)}.

        | | |
        |---|---|
        | Input | `tokens`, int64 [1, 32]: ids of `{BertFiles.Vocabulary}` ({corpus.Vocabulary.Length} entries), see `IntentTokenizer.cs` of sample 01 |
        | Output | `logits`, float32 [1, 7]: classes in the order of `{BertFiles.Labels}` |
        {Formats()}
        | Licence | Models and derived data: MIT, like the repository. Corpus: CC0 1.0 |

        ## Architecture

        The shape of BERT-Tiny (Turc et al., arXiv 1908.08962): 32 tokens, width 128, 2 heads of width 64, feed-forward width 512; two
        layers, or four. Layer norms come after each sum and compute mean and variance; GELU is x (1 + erf(x / sqrt 2)) / 2.

        {Formulas()}

        There is no padding mask, and there are no segments. The filler (id 0) is a token like others, attended to and averaged, so
        neither the work nor its shape tells how long the text is. A text of more than 32 tokens is refused. Words outside the
        vocabulary, and a tenth of all words during training, are the unknown word (id 1). The weights are not those of the
        published BERT-Tiny: they are trained on the corpus below alone, the four layers starting from the trained two, each used
        twice (Gong et al., "Efficient Training of BERT by Progressively Stacking", ICML 2019).

        ## Data

        SNIPS natural language understanding benchmark, 2017-06 custom intent engines (Coucke et al., "Snips Voice Platform",
        arXiv 1805.10190; repository sonos/nlu-benchmark), CC0 1.0: `train_*_full.json` for training, `validate_*.json`
        (100 utterances of each intent) for validation. Training utterances of more than 32 tokens are left out.

        - `{BertFiles.Samples}`: `tokens` int64 [{calibrationCount}, 32], training utterances for calibration: those with the extreme
          denominators, variances and GELU inputs of either model, then evenly spaced ones.
        - `{BertFiles.Validation}`: `tokens` int64 [{corpus.Validation.Count}, 32] and `labels` int64 [{corpus.Validation.Count}], all validation utterances in the order
          of the labels.

        ## Measurements

        {string.Concat(models.Select(Measurements))}"Denominator" is the sum of fourth powers plus 0.001, over all heads and rows; "variance" is that of the 128 features before a
        layer norm plus 0.00001; in brackets the largest divided by the smallest. Random tokens are 2048 sequences of random words,
        unknown words and filler, for texts unlike the corpus. The tables by value cover training and validation together; the
        values between layers are those that bootstrapping must carry.

        Training keeps these ranges narrow with a penalty, because the depth of an encrypted evaluation grows with them.
        Attention is trained in the stable form (scores divided by their largest magnitude, epsilon scaled with them), which has
        the same value as the exported graph.

        ## Limits

        The settings were chosen with the validation utterances in view, so the accuracy on them is somewhat optimistic. The
        models always answer with one of the seven intents, whatever the text. English only.

        ## Command

            dotnet run -c Release --project src/Training -- train-bert <folder of the SNIPS files> samples/02-BertTinyPowerSoftmax

        The seed is fixed and one thread is used: a repetition on the same kind of processor gives the same files to the byte,
        other processors may round differently.

        """);

    private static string Formulas() => """
            x      = LayerNorm(Embedding[token] + Position)

            in every layer:
            s      = q k^T / sqrt(64)               q, k, v = x W + b
            a      = s^4 / (sum of s^4 + 0.001)     the power softmax, over the 32 keys
            h      = LayerNorm(x + (a v) Wo + bo)
            x      = LayerNorm(h + GELU(h W1 + b1) W2 + b2)

            logits = mean over tokens (x) Wc + bc
        """;

    private string Formats() => string.Join('\n', models.Select(static model => Invariant(
        $"| Format | `{model.Name}`: ONNX opset 17, {model.Model.Length} bytes, SHA-256 `{Convert.ToHexStringLower(SHA256.HashData(model.Model))}` |")));

    private static string Measurements(BertMeasurement model)
    {
        StringBuilder text = new();
        text.Append(Invariant($"### {model.Name}, {model.Layers} layers\n\n{RangeTable.Of(model.Reports)}\n"));
        text.Append(RangeTable.ByValue([.. model.Reports.Where(static report => !double.IsNaN(report.Accuracy))]));
        text.Append(Invariant($"\nONNX Runtime on the validation utterances: accuracy {100 * model.Agreement.Accuracy:F2} %, "));
        text.Append(Invariant($"largest difference of a logit from the trained network {model.Agreement.LargestDifference:E1}.\n\n"));

        return text.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
