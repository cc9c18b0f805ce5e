using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>The rules of every op of the Packed dialect: one line each.</summary>
internal static class PackedRules
{
    public static IReadOnlyDictionary<string, PackedOpRules> Table { get; } = new Dictionary<string, PackedOpRules>
    {
        ["packed.add"] = new PackedAddRules(),
        ["packed.add_plain"] = new PackedAddPlainRules(),
        ["packed.add_scalar"] = new PackedAddScalarRules(),
        ["packed.inner_product"] = new PackedInnerProductRules(),
        ["packed.input"] = new PackedInputRules(),
        ["packed.join"] = new PackedJoinRules(),
        ["packed.linear_map"] = new PackedLinearMapRules(),
        ["packed.multiply"] = new PackedMultiplyRules(),
        ["packed.multiply_pairs"] = new PackedMultiplyPairsRules(),
        ["packed.multiply_plain"] = new PackedMultiplyPlainRules(),
        ["packed.multiply_scalar"] = new PackedMultiplyScalarRules(),
        ["packed.output"] = new PackedOutputRules(),
        ["packed.pair"] = new PackedPairRules(),
        ["packed.part"] = new PackedPartRules(),
        ["packed.polynomial"] = new PackedPolynomialRules(),
        ["packed.real_part"] = new PackedRealPartRules(),
        ["packed.rotate"] = new PackedRotateRules(),
        ["packed.sum"] = new PackedSumRules(),
        ["packed.sum_slots"] = new PackedSumSlotsRules(),
    };

    /// <exception cref="IrException">The op has no line above: it is new, or of another dialect.</exception>
    public static PackedOpRules Of(Node node) => Table.TryGetValue(node.Op.Mnemonic, out PackedOpRules? rules)
        ? rules
        : throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) has no line in the rules of the Packed dialect");
}
