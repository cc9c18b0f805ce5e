using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Samples.BertTiny;

/// <summary>Client and server of one of the two models.</summary>
internal interface IDeepModel : IDisposable
{
    /// <summary>The ONNX file beside the program.</summary>
    string File { get; }

    Circuit Circuit { get; }

    EvaluationKeys EvaluationKeys { get; }

    EncryptedInput Encrypt(long[] tokens);

    Task<EncryptedOutput> EvaluateAsync(EncryptedInput question, IProgress<CircuitProgress> progress);

    float[] Decrypt(EncryptedOutput answer);
}
