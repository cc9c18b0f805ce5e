using PowerSoftmax.Cli.Tests.Keys;
using PowerSoftmax.Cli.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Cli.Tests.Ranges;

/// <summary>The small insecure transformer with the range of its input, and what its polynomials stand in for; with a client's keys.</summary>
public sealed class RangedTransformer : IDisposable
{
    private readonly Workspace workspace = new();

    public RangedTransformer()
    {
        const string Added = """
            meta "range.encrypted.x" "[-0.31, 0.31]"
            meta "approximation./layer.0/attention/Div_1#softmax.inverse" "reciprocal on [1, 3]: minimax, degree 7, 3 levels, largest relative error 0.1"
            meta "approximation./layer.0/norm/Sqrt" "inverse-sqrt on [0.5, 1.5]: minimax, degree 7, 3 levels, largest relative error 0.1"
            meta "approximation./layer.0/feedforward/activation/Erf" "erf on [-2, 2]: odd minimax, degree 15, 4 levels, largest error 0.1"

            """;
        string text = File.ReadAllText(InsecureTransformer.Circuit);
        File.WriteAllText(Circuit, text.Insert(text.IndexOf("meta ", StringComparison.Ordinal), Added));
        File.Copy(Path.ChangeExtension(InsecureTransformer.Circuit, ".psw"), Path.ChangeExtension(Circuit, ".psw"));
        Tool keys = Tool.Run("keys", Circuit, "-o", Client);
        Assert.True(keys.ExitCode == ExitCode.Done, keys.Error);
    }

    public string Circuit => workspace.PathOf("transformer.psir");

    public string Client => workspace.PathOf("client");

    /// <summary>[1, 8, 16], in the ranges that the polynomials hold on: those of <see cref="InsecureTransformer"/>.</summary>
    internal Tensor Sample { get; } = Draw();

    public void Dispose() => workspace.Dispose();

    private static Tensor Draw()
    {
        Random random = new(5);
        return new Tensor(ElementType.Float64, Shape.Of(1, 8, 16), [.. Enumerable.Range(0, 128).Select(_ => 0.3 * ((2 * random.NextDouble()) - 1))]);
    }
}
