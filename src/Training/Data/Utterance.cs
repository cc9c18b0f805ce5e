namespace PowerSoftmax.Training.Data;

/// <summary>One sentence of the corpus.</summary>
/// <param name="Text">As spoken, not normalized.</param>
/// <param name="Label">Index into <see cref="SnipsCorpus.Labels"/>.</param>
internal sealed record Utterance(string Text, int Label);
