using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Tests.Kernels;

namespace PowerSoftmax.Passes.Tests.Layouts;

/// <summary>What axes count is found from what is done with them, and with it the rows of a circuit.</summary>
public sealed class AxisRolesTests
{
    private const string Attention = """
        %1 = tensor.linear(%0) {weight = "w6x6"}
        %2 = tensor.reshape(%1) {shape = [2, 5, 2, 3]}
        %3 = tensor.contract(%2, %2) {left = "bihs", right = "bjhs", result = "bhij"}
        """;

    /// <summary>Shapes of the inputs, the other nodes, a node, and a letter for each of its axes: b, t, f.</summary>
    public static TheoryData<string, string, int, string> Circuits => new()
    {
        { "2x5x6", Attention, 0, "btf" },
        { "2x5x6", Attention, 2, "btff" },
        { "2x5x6", Attention, 3, "bftt" },
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x4\"}", 1, "bf" },                                                          // rows that nothing mixes
        { "2x5x6", "%1 = tensor.linear(%0) {weight = \"w6x4\"}", 1, "btf" },                                                       // two kinds of these
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x4\"}\n%2 = tensor.reduce_sum(%1) {axes = [0], keep = 1}", 0, "tf" },
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x4\"}\n%2 = tensor.slice(%1) {starts = [1], ends = [3], axes = [0], steps = [1]}", 2, "tf" },
        { "5x6", "%1 = tensor.reshape(%0) {shape = [5, 2, 3]}\n%2 = tensor.multiply(%1, %1)\n%3 = tensor.reshape(%2) {shape = [5, 6]}\n%4 = tensor.linear(%0) {weight = \"w6x4\"}", 1, "bff" },
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.constant() {weight = \"c6x4\"}\n%3 = tensor.contract(%1, %2) {left = \"is\", right = \"sd\", result = \"id\"}", 3, "bf" },
        { "5x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.constant() {weight = \"c5x4\"}\n%3 = tensor.contract(%1, %2) {left = \"is\", right = \"ij\", result = \"js\"}", 3, "tf" },
    };

    [Theory]
    [MemberData(nameof(Circuits))]
    public void EveryAxisHasTheRoleOfItsUse(string inputs, string lines, int node, string roles)
    {
        Graph circuit = RowCircuit.Read(inputs, lines).Find(ModuleKeys.Circuit)!;
        AxisRoles found = new(circuit);

        Assert.Equal(roles, string.Concat(Enumerable.Range(0, roles.Length).Select(axis => found.Of(circuit.Nodes[node].Id, axis) switch
        {
            AxisRole.Batch => 'b',
            AxisRole.Token => 't',
            _ => 'f',
        })));
    }

    [Fact]
    public void FeaturesThatAreSplitLaterAreMadeOfTheirParts()
    {
        Graph circuit = RowCircuit.Read("2x5x6", Attention).Find(ModuleKeys.Circuit)!;
        AxisRoles roles = new(circuit);

        Assert.Equal([2, 3], roles.FactorsOf(circuit.Nodes[1].Id, 2));
        Assert.Equal([5], roles.FactorsOf(circuit.Nodes[1].Id, 1));
    }

    [Theory]
    [InlineData("5x6", "%1 = tensor.linear(%0) {weight = \"w6x40\"}", 1, 8)]
    [InlineData("2x5x6", Attention, 8, 2)]
    [InlineData("5x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}\n%2 = tensor.reshape(%1) {shape = [30]}", 1, 8)]     // 30 is no batch
    [InlineData("1x6", "%1 = tensor.linear(%0) {weight = \"w6x6\"}", 1, 1)]
    public void RowsAreTheFewestPowersOfTwoThatHoldAllSequences(string inputs, string lines, int tokens, int batch)
    {
        Graph circuit = RowCircuit.Read(inputs, lines).Find(ModuleKeys.Circuit)!;

        Assert.Equal(new RowShape(256, tokens, batch), RowShapes.Of(circuit, new AxisRoles(circuit), 256));
    }

    [Fact]
    public void MoreRowsThanSlotsAreRefusedWithTheMost()
    {
        Graph circuit = RowCircuit.Read("2x5x6", Attention).Find(ModuleKeys.Circuit)!;

        LayoutException error = Assert.Throws<LayoutException>(() => RowShapes.Of(circuit, new AxisRoles(circuit), 8));

        Assert.Contains("at this batch at most 4 tokens fit", error.At(circuit.Nodes[0]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4x12", "4x3x4", "0=0 1=12")]
    [InlineData("4x3x4", "4x12", "0=0 12=1")]
    [InlineData("1x4x1x6", "4x6", "1=0 3=1")]
    [InlineData("4x6", "24", "01=0")]
    [InlineData("4x6", "6x4", "01=01")]
    [InlineData("2x3x4x5", "6x20", "01=0 23=1")]
    [InlineData("1", "1x1", "")]
    public void AReshapeIsTheSmallestGroupsOfAxesThatHoldTheSameElements(string source, string target, string groups) => Assert.Equal(
        groups,
        string.Join(' ', AxisGroups.Of(Sizes(source), Sizes(target)).Select(static group => $"{string.Concat(group.Source)}={string.Concat(group.Target)}")));

    private static Shape Sizes(string shape) => Shape.From(shape.Split('x').Select(int.Parse));
}
