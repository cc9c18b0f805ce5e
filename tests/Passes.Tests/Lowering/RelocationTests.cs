using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Lowering;

/// <summary>Operands that lie in different slots come together, by whichever of them can be moved.</summary>
public sealed class RelocationTests
{
    private const string Attention =
        """{heads = 2, power = 4, scale = 1.0, epsilon = 0.0, inverse = "chebyshev [-1, 1] {1, -0.3, 0.1}", normalized = 1, shift = -0.25}""";

    private const string Norm = """{epsilon = 0.0, inverse_root = "chebyshev [-1, 1] {0.5, -0.1, 0.02}", normalized = 1, shift = -0.5}""";

    [Fact]
    public void AStreamThatIsNeverNormalizedMeetsTheFeedForward()
    {
        Graph packed = Lower(
            $$"""
            %1 = tensor.linear(%0) {weight = "a"}
            %2 = tensor.power_attention(%1, %1, %0) {{Attention}}
            %3 = tensor.linear(%2) {weight = "b"}
            %4 = tensor.add(%0, %3)
            %5 = tensor.normalize(%4) {{Norm}}
            %6 = tensor.linear(%5) {weight = "up"}
            %7 = tensor.polynomial(%6) {series = "chebyshev [-1, 1] {0.1, 0.5, 0.2}"}
            %8 = tensor.linear(%7) {weight = "down"}
            %9 = tensor.add(%4, %8)
            %10 = tensor.normalize(%9) {{Norm}}
            %11 = tensor.linear(%10) {weight = "a"}
            return "y" %11
            """);

        // The stream holds the attention's result, which lies in one block: it is moved by a product of its own.
        Assert.Single(packed.Ops<PackedMatrixProduct>(), static product => product.Op.Weight == "identity.8");
    }

    [Fact]
    public void AttentionWithoutAnOutputLayerMeetsTheNextNorm()
    {
        Graph packed = Lower(
            $$"""
            %1 = tensor.power_attention(%0, %0, %0) {{Attention}}
            %2 = tensor.add(%1, %0)
            %3 = tensor.normalize(%2) {{Norm}}
            %4 = tensor.linear(%3) {weight = "a"}
            return "y" %4
            """);

        Assert.Single(packed.Ops<PackedMatrixProduct>(), static product => product.Op.Weight == "identity.8");
    }

    [Fact]
    public void ANormOfAttentionSeesWholeRows() => Lower(
        $$"""
        %1 = tensor.power_attention(%0, %0, %0) {{Attention}}
        %2 = tensor.normalize(%1) {{Norm}}
        %3 = tensor.linear(%2) {weight = "a"}
        return "y" %3
        """);

    [Fact]
    public void AnInputIsPackedWhereItsPartnerLies()
    {
        Graph packed = Lower(
            """
            %1 = tensor.linear(%0) {weight = "up"}
            %2 = tensor.linear(%1) {weight = "down"}
            %3 = tensor.add(%0, %2)
            %4 = tensor.multiply(%3, %3)
            return "y" %4
            """);

        Assert.Equal(2, packed.Ops<PackedInput>().Count());
        Assert.Equal(2, packed.Ops<PackedMatrixProduct>().Count());
    }

    [Fact]
    public void TwoWideLayersFollowEachOther() => Lower(
        """
        %1 = tensor.linear(%0) {weight = "up"}
        %2 = tensor.linear(%1) {weight = "wide"}
        %3 = tensor.multiply(%2, %2)
        %4 = tensor.linear(%3) {weight = "down"}
        return "y" %4
        """);

    [Fact]
    public void AWideNormAndALayerBehindItShareTheFactor() => Lower(
        $$"""
        %1 = tensor.linear(%0) {weight = "up"}
        %2 = tensor.normalize(%1) {{Norm}}
        %3 = tensor.linear(%2) {weight = "down"}
        %4 = tensor.multiply(%3, %3)
        return "y" %4
        """);

    [Fact]
    public void AFactorIsMultipliedOnceForAllWhoNeedIt()
    {
        Graph packed = Lower(
            $$"""
            %1 = tensor.normalize(%0) {{Norm}}
            %2 = tensor.multiply(%1, %1)
            %3 = tensor.add(%1, %2)
            %4 = tensor.linear(%1) {weight = "a"}
            %5 = tensor.linear(%4) {weight = "b"}
            %6 = tensor.add(%3, %5)
            return "y" %6
            """);

        Assert.Single(packed.Ops<PackedMultiply>(), static product => product.Node.Name == "%1#product");
        Assert.Single(packed.Ops<PackedMultiply>(), static product => product.Node.Name == "%4#product");
    }

    private static Graph Lower(string lines)
    {
        Module module = GraphText.Read(
            $$"""
            weight "a" : Float64 8x8
            weight "b" : Float64 8x8
            weight "up" : Float64 8x16
            weight "wide" : Float64 16x16
            weight "down" : Float64 16x8
            graph "circuit" {
              %0 = tensor.input() {name = "x", type = "Float64 4x8"}
              {{lines}}
            }
            """);
        Tensor input = RandomTensors.Inputs(module.Find(ModuleKeys.Circuit)!)["x"];
        Dictionary<string, Tensor> small = new() { ["x"] = new Tensor(ElementType.Float64, input.Shape, Array.ConvertAll(input.Values, static value => 0.2 * value)) };
        return PackedMeaning.Assert(module, small, 256);
    }
}
