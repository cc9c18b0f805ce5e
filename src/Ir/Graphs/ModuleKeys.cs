namespace PowerSoftmax.Ir.Graphs;

/// <summary>Names that compiler, generator and runtime agree on inside a compiled module.</summary>
public static class ModuleKeys
{
    /// <summary>Metadata: the text form of the parameters literal.</summary>
    public const string Parameters = "parameters";

    /// <summary>Metadata: SHA-256 of the weight file, lower-case hexadecimal.</summary>
    public const string WeightsSha256 = "weights.sha256";

    /// <summary>Metadata: SHA-256 of the ONNX file, lower-case hexadecimal.</summary>
    public const string ModelSha256 = "model.sha256";

    /// <summary>Metadata: SHA-256 of the module's text without this line, lower-case hexadecimal; see <see cref="Text.ModuleSeal"/>.</summary>
    public const string TextSha256 = "text.sha256";

    /// <summary>Graph of the Tensor dialect that the client runs before it encrypts.</summary>
    public const string Prologue = "client.prologue";

    /// <summary>Graph of the Ckks dialect that the server runs.</summary>
    public const string Circuit = "circuit";

    /// <summary>Graph of the Tensor dialect that the client runs after it has decrypted.</summary>
    public const string Epilogue = "client.epilogue";
}
