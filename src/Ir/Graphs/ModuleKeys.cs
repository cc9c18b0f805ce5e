namespace PowerSoftmax.Ir.Graphs;

/// <summary>Names that importer, compiler, generator and runtime agree on inside a module.</summary>
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

    /// <summary>Metadata: predicted bytes of all evaluation keys in memory.</summary>
    public const string KeyBytes = "keys.bytes";

    /// <summary>Metadata: predicted bytes of an evaluation with all its keys; there where a bound was asked for.</summary>
    public const string MemoryBytes = "predicted.memory-bytes";

    /// <summary>Metadata: inputs of the model that an evaluation takes at once; absent for one. Tensors of the circuit count them along their first axis.</summary>
    public const string Batch = "batch";

    /// <summary>Metadata of a circuit whose answers were proven to show the outputs and nothing else: <see cref="AnswersShowOutputsOnly"/>.</summary>
    public const string Answers = "answers";

    /// <summary>Value of <see cref="Answers"/>.</summary>
    public const string AnswersShowOutputsOnly = "outputs only";

    /// <summary>Prefix of metadata: predicted standard deviation of the noise in an output's elements, as <c>output.noise.logits</c>.</summary>
    public const string OutputNoise = "output.noise.";

    /// <summary>Graph of the whole model as imported; the split replaces it by the three below.</summary>
    public const string Model = "model";

    /// <summary>Graph of the Tensor dialect that the client runs before it encrypts.</summary>
    public const string Prologue = "client.prologue";

    /// <summary>Graph that the server runs, in the Ckks dialect when compiled.</summary>
    public const string Circuit = "circuit";

    /// <summary>Graph of the Tensor dialect that the client runs after it has decrypted.</summary>
    public const string Epilogue = "client.epilogue";
}
