using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PowerSoftmax.Training.Ranges;

namespace PowerSoftmax.Training;

/// <summary>Writes MODEL-CARD.md, so that its numbers are always those of the model beside it.</summary>
internal sealed class ModelCard(IntentArtifacts artifacts)
{
    /// <summary>The whole card.</summary>
    public string Text() => Invariant($"""
        # Model card: intent.onnx

        Written by the training program; change `src/Training/ModelCard.cs` and train again rather than edit this file.

        Names the intent of an English sentence: {string.Join(", ", Data.SnipsCorpus.Labels)}.

        | | |
        |---|---|
        | Input | `tokens`, int64 [1, 32]: ids of `intent.vocab.txt` ({artifacts.Vocabulary.Length} entries), see `IntentTokenizer.cs` |
        | Output | `logits`, float32 [1, 7]: classes in the order of `intent.labels.txt` |
        | Format | ONNX opset 17, {artifacts.Model.Length} bytes, SHA-256 `{Convert.ToHexStringLower(SHA256.HashData(artifacts.Model))}` |
        | Licence | Model and derived data: MIT, like the repository. Corpus: CC0 1.0 |

        ## Architecture

        One transformer layer: 32 tokens, width 32, 2 heads of width 16, feed-forward width 128.

            e      = LayerNorm(Embedding[token] + Position)
            s      = q k^T / sqrt(16)               q, k, v = e W + b
            a      = s^4 / (sum of s^4 + 0.001)     the power softmax, over the 32 keys
            h      = e + (a v) Wo + bo
            y      = h + GELU(LayerNorm(h) W1 + b1) W2 + b2
            logits = mean over tokens (y) Wc + bc

        There is no padding mask. The filler (id 0) is a token like others, attended to and averaged, so neither the work nor
        its shape tells how long the text is. A text of more than 32 tokens is refused. Words outside the vocabulary, and a
        tenth of all words during training, are the unknown word (id 1).

        ## Data

        SNIPS natural language understanding benchmark, 2017-06 custom intent engines (Coucke et al., "Snips Voice Platform",
        arXiv 1805.10190; repository sonos/nlu-benchmark), CC0 1.0: `train_*_full.json` for training, `validate_*.json`
        (100 utterances of each intent) for validation. Training utterances of more than 32 tokens are left out.

        - `intent.samples.npz`: `tokens` int64 [{artifacts.Calibration.Count}, 32], training utterances for calibration: those with the extreme
          values of the ranges below, then evenly spaced ones.
        - `intent.validation.npz`: `tokens` int64 [{artifacts.Validation.Count}, 32] and `labels` int64 [{artifacts.Validation.Count}], all validation utterances in the order
          of the labels.

        ## Measurements

        {Measurements()}
        "Denominator" is the sum of fourth powers plus 0.001, over all heads and rows; "variance" is that of h over its 32
        features plus 0.00001; in brackets the largest divided by the smallest. Random tokens are 2048 sequences of random words,
        unknown words and filler, for texts unlike the corpus.

        Training keeps these ranges narrow with a penalty, because the depth of an encrypted evaluation grows with them.
        Attention is trained in the stable form (scores divided by their largest magnitude, epsilon scaled with them), which has
        the same value as the exported graph.

        ## Limits

        The settings were chosen with the validation utterances in view, so the accuracy on them is somewhat optimistic. The
        model always answers with one of the seven intents, whatever the text. English only.

        ## Command

            dotnet run -c Release --project src/Training -- train <folder of the SNIPS files> samples/01-PrivateIntent

        The seed is fixed and one thread is used: a repetition on the same kind of processor gives the same file to the byte,
        other processors may round differently.

        """);

    /// <summary>Accuracies and ranges as Markdown.</summary>
    public string Measurements()
    {
        StringBuilder text = new();
        text.Append(RangeTable.Of(artifacts.Reports));
        text.Append(Invariant($"\nONNX Runtime on the validation utterances: accuracy {100 * artifacts.Agreement.Accuracy:F2} %, "));
        text.Append(Invariant($"largest difference of a logit from the trained network {artifacts.Agreement.LargestDifference:E1}.\n"));

        return text.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
