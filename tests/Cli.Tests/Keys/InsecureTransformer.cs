using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Samples;

namespace PowerSoftmax.Cli.Tests.Keys;

/// <summary>A small transformer in a ring that hides nothing, with keys made and one question answered by the tool; shared by the tests of a class.</summary>
public sealed class InsecureTransformer : IDisposable
{
    public const int Sample = 1;

    private readonly Workspace workspace = new();

    public InsecureTransformer()
    {
        // The second sample lies in the ranges that the model's polynomials hold on.
        Random random = new(5);
        Samples = new Tensor(
            ElementType.Float64, Shape.Of(2, 8, 16), [.. new double[128], .. Enumerable.Range(0, 128).Select(_ => 0.3 * ((2 * random.NextDouble()) - 1))]);
        NpzFile.Write(Inputs, new Dictionary<string, Tensor> { ["x"] = Samples });
        Keys = Tool.Run("keys", Circuit, "-o", Client, "--json", PathOf("keys.json"));
        Encrypt = Tool.Run("encrypt", Circuit, "--keys", Client, "--input", Inputs, "--sample", "1", "-o", Question, "--json", "-");

        // The server's machine has no secret key.
        File.Move(Secret, PathOf("elsewhere"));
        Evaluate = Tool.Run("evaluate", Circuit, "--keys", Evaluation, "--input", Question, "-o", Answer, "--max-key-bytes", "20MB", "--json", "-");
        File.Move(PathOf("elsewhere"), Secret);
    }

    public static string Circuit => Path.Combine(AppContext.BaseDirectory, "insecure", "transformer.psir");

    /// <summary>[2, 8, 16].</summary>
    internal Tensor Samples { get; }

    public string Inputs => PathOf("inputs.npz");

    public string Client => PathOf("client");

    public string Secret => Path.Combine(Client, "secret.key");

    public string Evaluation => Path.Combine(Client, "evaluation");

    public string Question => PathOf("question.bin");

    public string Answer => PathOf("answer.bin");

    internal Tool Keys { get; }

    internal Tool Encrypt { get; }

    internal Tool Evaluate { get; }

    public string PathOf(string name) => workspace.PathOf(name);

    public void Dispose() => workspace.Dispose();
}
