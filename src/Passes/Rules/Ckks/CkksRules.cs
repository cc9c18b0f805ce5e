using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>The rules of every op of the Ckks dialect: one line each.</summary>
internal static class CkksRules
{
    public static IReadOnlyDictionary<string, CkksOpRules> Table { get; } = new Dictionary<string, CkksOpRules>
    {
        ["ckks.add"] = new CkksAddRules(),
        ["ckks.add_plain"] = new CkksAddPlainRules(),
        ["ckks.add_scalar"] = new CkksAddScalarRules(),
        ["ckks.bootstrap"] = new CkksBootstrapRules(),
        ["ckks.drop_level"] = new CkksDropLevelRules(),
        ["ckks.inner_product"] = new CkksInnerProductRules(),
        ["ckks.input"] = new CkksInputRules(),
        ["ckks.join"] = new CkksJoinRules(),
        ["ckks.linear_map"] = new CkksLinearMapRules(),
        ["ckks.match_level"] = new CkksMatchLevelRules(),
        ["ckks.multiply"] = new CkksMultiplyRules(),
        ["ckks.multiply_pairs"] = new CkksMultiplyPairsRules(),
        ["ckks.multiply_plain"] = new CkksMultiplyPlainRules(),
        ["ckks.multiply_scalar"] = new CkksMultiplyScalarRules(),
        ["ckks.output"] = new CkksOutputRules(),
        ["ckks.pair"] = new CkksPairRules(),
        ["ckks.part"] = new CkksPartRules(),
        ["ckks.polynomial"] = new CkksPolynomialRules(),
        ["ckks.real_part"] = new CkksRealPartRules(),
        ["ckks.relinearize"] = new CkksRelinearizeRules(),
        ["ckks.rescale"] = new CkksRescaleRules(),
        ["ckks.rotate"] = new CkksRotateRules(),
        ["ckks.sum"] = new CkksSumRules(),
        ["ckks.sum_slots"] = new CkksSumSlotsRules(),
    };

    /// <exception cref="IrException">The op has no line above: it is new, or of another dialect.</exception>
    public static CkksOpRules Of(Node node) => Table.TryGetValue(node.Op.Mnemonic, out CkksOpRules? rules)
        ? rules
        : throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) has no line in the rules of the Ckks dialect");
}
