namespace PowerSoftmax.Generator.Emission;

/// <summary>A file of emitted code.</summary>
internal sealed record EmittedFile(string HintName, string Text);
