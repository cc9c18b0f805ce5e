using System.Globalization;
using System.Security.Cryptography;

namespace PowerSoftmax.Training.Digits;

/// <summary>Writes MODEL-CARD.md of sample 03, so that its numbers are always those of the model beside it.</summary>
internal sealed class DigitCard(DigitArtifacts artifacts)
{
    public string Text() => Invariant($"""
        # Model card: digits.onnx

        Written by the training program; change `src/Training/Digits/DigitCard.cs` and train again rather than edit this file.

        Names the digit on a handwritten 8 x 8 image.

        | | |
        |---|---|
        | Input | `pixels`, float32 [1, 64]: intensities in [0, 1], row by row (the data set's 0 to 16 divided by 16) |
        | Output | `probabilities`, float32 [1, 10] |
        | Format | ONNX opset 17, {artifacts.Model.Length} bytes, SHA-256 `{Convert.ToHexStringLower(SHA256.HashData(artifacts.Model))}` |
        | Licence | Model: MIT, like the repository. `digits.samples.npz` and `digits.images.csv` are excerpts of the data set below, under its licence |

        ## Architecture

            h             = W1 pixels + b1        64 -> {artifacts.Options.Hidden}
            s             = h * h
            probabilities = softmax(W2 s + b2)    {artifacts.Options.Hidden} -> 10

        The square makes everything up to the softmax a polynomial of degree 2: three levels, and no approximation. The softmax is
        done by the client after decryption.

        ## Data

        Optical Recognition of Handwritten Digits, UCI Machine Learning Repository (E. Alpaydin, C. Kaynak, 1998,
        https://doi.org/10.24432/C50P49), CC BY 4.0. Cite: Dua, D. and Karra Taniskidou, E. (2017), UCI Machine Learning Repository,
        University of California, School of Information and Computer Science. 3,823 images of 30 writers for training, 1,797 images
        of 13 other writers for the test.

        - `digits.samples.npz`: `pixels` float32 [{artifacts.Calibration.Count}, 64], evenly spaced training images, changed in nothing but the division by 16.
        - `digits.images.csv`: the first {artifacts.Shown.Count} test images as they are in the data set, each with its digit.

        ## Measurements

        | set | accuracy (ONNX Runtime) | largest magnitude of h | of a logit | largest difference of a probability from the trained network |
        |---|---|---|---|---|
        | training | {Row(artifacts.Training)} |
        | test | {Row(artifacts.Test)} |

        ## Limits

        Training settings were fixed before the first look at the test images. The model always answers with a digit, whatever the
        image shows.

        ## Command

            dotnet run -c Release --project src/Training -- train-digits <folder of optdigits-train.csv and optdigits-test.csv> samples/03-SealClient

        The seed is fixed and one thread is used: a repetition on the same kind of processor gives the same file to the byte.

        """);

    private static string Row(DigitRuns runs) =>
        Invariant($"{100 * runs.Accuracy:F2} % | {runs.LargestHidden:F2} | {runs.LargestLogit:F2} | {runs.LargestDifference:E1}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
