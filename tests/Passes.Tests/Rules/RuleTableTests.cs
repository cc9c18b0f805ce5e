using System.Runtime.CompilerServices;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Rules.Ckks;
using PowerSoftmax.Passes.Rules.Packed;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Rules;

/// <summary>Every op of a dialect has all its rules, and no rules are left over.</summary>
public class RuleTableTests
{
    [Fact]
    public void EveryOpOfTheCkksDialectHasALine() =>
        Assert.Equal(CkksOps.Table.Select(static line => line.Key), CkksRules.Table.Keys);

    [Fact]
    public void EveryOpOfThePackedDialectHasALine() =>
        Assert.Equal(PackedOps.Table.Select(static line => line.Key), PackedRules.Table.Keys);

    [Fact]
    public void EveryTypeOfTheDialectsHasTheRulesOfItsOwnLine()
    {
        Assert.Equal(OpTypes<CkksOp>(), CkksRules.Table.ToDictionary(static line => line.Key, static line => line.Value.Op));
        Assert.Equal(OpTypes<PackedOp>(), PackedRules.Table.ToDictionary(static line => line.Key, static line => line.Value.Op));
    }

    [Fact]
    public void AnOpWithoutRulesIsAnErrorThatNamesItAndItsNode()
    {
        PackedCircuit circuit = new();
        circuit.Output(circuit.Mask(circuit.Input("x"), "/a/Mul"));
        Graph packed = circuit.Build();
        Graph ckks = LowerToCkks.Run(packed, circuit.Weights, InsecureChain.OfLevels(2), new Level(0));

        Assert.Equal(
            "'/a/Mul' (packed.multiply_plain) has no line in the rules of the Ckks dialect",
            Assert.Throws<IrException>(() => CkksRules.Of(packed.Nodes[1])).Message);
        Assert.Equal(
            "'/a/Mul' (ckks.multiply_plain) has no line in the rules of the Packed dialect",
            Assert.Throws<IrException>(() => PackedRules.Of(ckks.Nodes[1])).Message);
    }

    /// <summary>The concrete ops of a dialect by their mnemonics, which are constants of their types.</summary>
    private static Dictionary<string, Type> OpTypes<TDialect>() => typeof(TDialect).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(TDialect)) && !type.IsAbstract)
        .ToDictionary(static type => ((Op)RuntimeHelpers.GetUninitializedObject(type)).Mnemonic);
}
