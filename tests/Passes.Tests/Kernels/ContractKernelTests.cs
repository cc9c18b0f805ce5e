using System.Numerics;
using System.Text.RegularExpressions;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Kernels;

/// <summary>Contractions of encrypted values: pairs of tokens, weighted sums of values, features and tokens that meet as they are.</summary>
public sealed partial class ContractKernelTests
{
    // Each of %0 ... as a layer, so that no kernel may ask for it in a layout of its own.
    private const string Layers = "%2 = tensor.linear(%0) {weight = \"w6x6\", bias = \"b6\"}\n%3 = tensor.linear(%1) {weight = \"w6x6\", bias = \"b6\"}\n";

    /// <summary>What it is, shapes of two inputs, contractions as <c>left right letters</c> of values from %2 on, each behind the last value there is.</summary>
    public static TheoryData<string, string, string> Circuits => new()
    {
        { "scores", "5x6 5x6", Layers + "%4 = is,js->ij %2 %3" },
        { "scores, keys first", "5x6 5x6", Layers + "%4 = is,js->ji %2 %3" },
        { "scores of a value with itself", "5x6 5x6", Layers + "%4 = is,js->ij %2 %2" },
        { "attention", "5x6 5x6", Layers + "%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3" },
        { "attention, weights on the right", "5x6 5x6", Layers + "%4 = is,js->ij %2 %3\n%5 = js,ij->is %3 %4" },
        { "attention to more tokens", "3x6 7x6", Layers + "%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3" },
        { "attention to fewer tokens", "7x6 2x6", Layers + "%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3" },
        { "attention to one token", "5x6 1x6", Layers + "%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3" },
        { "attention of one token", "1x6 5x6", Layers + "%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3" },
        { "attention of one token to itself", "1x6 1x6", Layers + "%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3" },
        { "attention of eight tokens, no row empty", "8x6 8x6", Layers + "%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3" },
        { "attention in a batch", "2x3x6 2x3x6", Layers + "%4 = bis,bjs->bij %2 %3\n%5 = bij,bjs->bis %4 %3" },
        { "inner products of rows", "5x6 5x6", Layers + "%4 = is,is->i %2 %3" },
        { "inner products with one row", "5x6 6", Layers + "%4 = is,s->i %2 %3" },
        { "a row's inner product", "6 6", Layers + "%4 = s,s-> %2 %3" },
        { "products of features, summed over tokens", "5x6 5x6", Layers + "%4 = is,id->sd %2 %3" },
        { "products of features of each token", "5x6 5x6", Layers + "%4 = is,id->isd %2 %3" },
        { "linear attention", "5x6 5x6", Layers + "%4 = js,jd->sd %2 %3\n%5 = is,sd->id %2 %4" },
        { "linear attention in a batch", "2x3x6 2x3x6", Layers + "%4 = bjs,bjd->bsd %2 %3\n%5 = bis,bsd->bid %2 %4" },
        { "elementwise", "5x6 5x6", Layers + "%4 = is,is->is %2 %3" },
        { "a row times each row", "5x6 6", Layers + "%4 = is,s->is %2 %3" },
        { "a weighted sum of tokens", "5x6 5", "%2 = tensor.linear(%0) {weight = \"w6x6\", bias = \"b6\"}\n%3 = is,i->s %2 %1" },
    };

    /// <summary>The same with the features of heads.</summary>
    public static TheoryData<string, string, int, string> Heads => new()
    {
        { "heads", "5x6 5x6", 2, "%6 = ihs,jhs->hij %4 %5\n%7 = hij,jhs->ihs %6 %5" },
        { "heads, keys before queries", "5x6 5x6", 2, "%6 = ihs,jhs->hji %4 %5\n%7 = hji,jhs->his %6 %5" },
        { "three heads", "4x6 4x6", 3, "%6 = ihs,jhs->hij %4 %5\n%7 = hij,jhs->ihs %6 %5" },
        { "one head", "5x6 5x6", 1, "%6 = ihs,jhs->hij %4 %5\n%7 = hij,jhs->ihs %6 %5" },
        { "heads of one feature", "5x6 5x6", 6, "%6 = ihs,jhs->hij %4 %5\n%7 = hij,jhs->ihs %6 %5" },
        { "heads, other tokens", "3x6 7x6", 2, "%6 = ihs,jhs->hij %4 %5\n%7 = hij,jhs->ihs %6 %5" },
        { "linear attention of heads", "5x6 5x6", 2, "%6 = jhs,jhd->hsd %4 %5\n%7 = ihs,hsd->ihd %4 %6" },
        { "linear attention of six heads", "5x6 5x6", 6, "%6 = jhs,jhd->hsd %4 %5\n%7 = ihs,hsd->ihd %4 %6" },
        { "inner products of heads", "5x6 5x6", 2, "%6 = ihs,ihs->ih %4 %5" },
        { "heads mixed", "5x6 5x6", 2, "%6 = ihs,igs->ihg %4 %5" },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void SlotsHoldWhatTensorsDo(string what, string inputs, string lines)
    {
        Assert.NotEmpty(what);
        RowMeaning.AssertInAnySlots(inputs, Spelled(lines));
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void HeadsMeetHeads(string what, string inputs, int heads, string lines)
    {
        Assert.NotEmpty(what);
        string[] tokens = [.. inputs.Split(' ').Select(static shape => shape.Split('x')[0])];
        string split = $"%4 = tensor.reshape(%2) {{shape = [{tokens[0]}, {heads}, {6 / heads}]}}\n%5 = tensor.reshape(%3) {{shape = [{tokens[1]}, {heads}, {6 / heads}]}}\n";
        RowMeaning.AssertInAnySlots(inputs, Layers + split + Spelled(lines), fewest: (int)BitOperations.RoundUpToPowerOf2((uint)heads));
    }

    /// <summary>Sixteen tokens and four heads in rows of sixteen slots: a ciphertext holds pairs of one giant step, which is turned behind the maps.</summary>
    [Fact]
    public void PairsThatFillCiphertextsMoveWithinTheirRows()
    {
        const string Split = "%4 = tensor.reshape(%2) {shape = [16, 4, 4]}\n%5 = tensor.reshape(%3) {shape = [16, 4, 4]}\n";
        Module circuit = RowCircuit.Read("16x16 16x16", Layers.Replace("6", "16", StringComparison.Ordinal) + Split + Spelled("%6 = ihs,jhs->hij %4 %5\n%7 = hij,jhs->ihs %6 %5"));

        LinearMap[] moves = [.. LowerToRows.Run(circuit, 256).Find(ModuleKeys.Circuit)!.Ops<PackedLinearMap>().Where(static map => map.Op.Weight is null).Select(static map => map.Op.Map)];

        Assert.Equal(2, moves.Length);
        Assert.All(moves.SelectMany(static map => MapDiagonals.Of(map).Rotations), static rotation => Assert.True(rotation is < 4 or > 256 - 4, $"rotates by {rotation}"));
    }

    /// <summary>Eight products of four keys with each other's turns are two times two pairs; without a key for conjugation nothing is complex.</summary>
    [Fact]
    public void NeighbouringTurnsGoInPairs()
    {
        Module circuit = RowCircuit.Read("16x6 16x6", Layers + Spelled("%4 = is,js->ij %2 %3\n%5 = ij,js->is %4 %3"));

        Graph pairs = LowerToRows.Run(circuit, 128).Find(ModuleKeys.Circuit)!;
        Graph apart = LowerToRows.Run(circuit, 128, hasConjugation: false).Find(ModuleKeys.Circuit)!;

        Assert.Equal(8, ((PackedType)Assert.Single(pairs.Ops<PackedMultiplyPairs>()).Node.Type).Count);
        Assert.Equal(16, ((PackedType)Assert.Single(apart.Ops<PackedMultiply>()).Node.Type).Count);
        Assert.Equal([SlotForm.Sums, SlotForm.Sums], pairs.Ops<PackedInnerProduct>().Select(static product => ((PackedType)product.Node.Type).Form));
        Assert.Single(pairs.Ops<PackedRealPart>());
        Assert.All(apart.Nodes, static node => Assert.Equal(SlotForm.Real, ((PackedType)node.Type).Form));
    }

    [Theory]
    [InlineData(128, 16)]
    [InlineData(256, 8)]
    [InlineData(512, 4)]
    [InlineData(2048, 1)]
    [InlineData(8192, 1)]
    public void TurnsLieBesideEachOtherWhereTheRowHasRoom(int slots, int ciphertexts)
    {
        Module circuit = RowCircuit.Read("16x6 16x6", Layers + Spelled("%4 = is,js->ij %2 %3\n%5 = tensor.polynomial(%4) {series = \"chebyshev [-9, 9] {1, -0.4}\"}\n%6 = ij,js->is %5 %3"));

        Graph lowered = LowerToRows.Run(circuit, slots, hasConjugation: false).Find(ModuleKeys.Circuit)!;

        Assert.Equal(ciphertexts, ((PackedType)Assert.Single(lowered.Ops<PackedMultiply>()).Node.Type).Count);
        RowMeaning.Assert(circuit, RandomTensors.Inputs(circuit.Find(ModuleKeys.Circuit)!), slots);
    }

    private static string Spelled(string lines) => Short().Replace(lines, "tensor.contract($4, $5) {left = \"$1\", right = \"$2\", result = \"$3\"}");

    [GeneratedRegex("([a-z]+),([a-z]+)->([a-z]*) (%[0-9]+) (%[0-9]+)")]
    private static partial Regex Short();
}
