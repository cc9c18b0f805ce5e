using System;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Text;

/// <summary>Which circuit something was made for: SHA-256 of a module's text, which names the hash of its weights.</summary>
/// <remarks>
/// The same number as <c>text.sha256</c> in the file of the circuit, so two processes agree about it whatever form they read the circuit
/// from. Other weights of the same graph, and other parameters, are another circuit. It guards against mistakes and authenticates nothing.
/// </remarks>
public sealed record CircuitHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    private const int ShownDigits = 12;

    private CircuitHash(string text)
    {
        Text = text;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Text { get; }

    /// <summary>The first digits, for messages.</summary>
    public string Short => Text.Substring(0, ShownDigits);

    /// <summary>The hash of a module with the values of its weights. Cost: writes weights and text once.</summary>
    /// <remarks>A module that does not name the hash of its weights, or that of others, gets it first, as writing it to files does.</remarks>
    /// <exception cref="IrException">A weight has no values.</exception>
    public static CircuitHash Of(Module module)
    {
        string weights = WeightFile.Sha256(module.Weights);
        return OfText(module.Meta(ModuleKeys.WeightsSha256) == weights ? module : module.WithMeta(ModuleKeys.WeightsSha256, weights));
    }

    /// <summary>The hash of a module that names the hash of its weights, which was checked already.</summary>
    public static CircuitHash OfText(Module module) => new(ModuleSeal.Hash(module));

    /// <summary>Reads <see cref="ToBytes"/>.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static CircuitHash FromBytes(byte[] bytes) => bytes.Length == Length
        ? new CircuitHash(string.Concat(bytes.Select(static value => value.ToString("x2", CultureInfo.InvariantCulture))))
        : throw new ArgumentException($"a circuit's hash has {Length} bytes, {bytes.Length} are given", nameof(bytes));

    /// <summary>The hash in 32 bytes.</summary>
    public byte[] ToBytes() => [.. Enumerable.Range(0, Length).Select(i => byte.Parse(Text.Substring(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    public override string ToString() => Text;
}
