namespace PowerSoftmax.Samples.SealClient;

/// <summary>What the client has decrypted.</summary>
/// <param name="Image">Number of the image in <c>digits.images.csv</c>.</param>
/// <param name="Label">Digit that was written.</param>
/// <param name="Digit">Digit that was found.</param>
/// <param name="Logits">Decrypted numbers.</param>
/// <param name="Probabilities">After the steps of the contract.</param>
internal sealed record DigitAnswer(int Image, int Label, int Digit, double[] Logits, double[] Probabilities);
