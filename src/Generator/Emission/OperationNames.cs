using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Emission;

/// <summary>How each op of the Ckks dialect is called in emitted code: one line each.</summary>
internal sealed class OperationNames
{
    private static readonly Dictionary<string, OperationNames> Table = new()
    {
        ["ckks.add"] = new("Add", "Sum"),
        ["ckks.add_plain"] = new("AddPlain", "Biased"),
        ["ckks.add_scalar"] = new("AddScalar", "Shifted"),
        ["ckks.bootstrap"] = new("Bootstrap", "Raised"),
        ["ckks.drop_level"] = new("DropLevel", "Dropped"),
        ["ckks.inner_product"] = new("InnerProduct", "Product"),
        ["ckks.input"] = new(RuntimeNames.Input, "Input"),
        ["ckks.join"] = new("Join", "Joined", takesList: true),
        ["ckks.linear_map"] = new("LinearMap", "Product"),
        ["ckks.match_level"] = new("MatchLevel", "Matched"),
        ["ckks.multiply"] = new("Multiply", "Product"),
        ["ckks.multiply_pairs"] = new("MultiplyPairs", "Product", takesList: true),
        ["ckks.multiply_plain"] = new("MultiplyPlain", "Product"),
        ["ckks.multiply_scalar"] = new("MultiplyScalar", "Scaled"),
        ["ckks.output"] = new(RuntimeNames.Output, "Output"),
        ["ckks.pair"] = new("Pair", "Pairs"),
        ["ckks.part"] = new("Part", "Part"),
        ["ckks.polynomial"] = new("Polynomial", "Polynomial"),
        ["ckks.real_part"] = new("RealPart", "Real"),
        ["ckks.relinearize"] = new("Relinearize", "Relinearized"),
        ["ckks.rescale"] = new("Rescale", "Rescaled"),
        ["ckks.rotate"] = new("Rotate", "Rotated"),
        ["ckks.sum"] = new("Sum", "Sum"),
        ["ckks.sum_slots"] = new("SumSlots", "Total"),
    };

    private OperationNames(string method, string result, bool takesList = false)
    {
        Method = method;
        Result = result;
        TakesList = takesList;
    }

    public static IReadOnlyCollection<string> Mnemonics => Table.Keys;

    /// <summary>Method of the runtime's session.</summary>
    public string Method { get; }

    /// <summary>What a local that holds the op's result is called, after the name of the value it leads to.</summary>
    public string Result { get; }

    /// <summary>Whether the operands are one list, of any length.</summary>
    public bool TakesList { get; }

    public static bool IsKnown(Op op) => Table.ContainsKey(op.Mnemonic);

    public static OperationNames Of(Op op) => Table[op.Mnemonic];
}
