using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Split;

/// <summary>Where the cut lies, that it can be moved, and that the three parts together mean the whole.</summary>
public sealed class SplitClientServerTests
{
    private const string Model = """
        weight "table" : Float64 4x4
        weight "w" : Float64 4x4
        graph "model" {
        %0 = tensor.input() {name = "tokens", type = "Int64 3"}
        %1 = tensor.constant() {weight = "table"}
        %2 = tensor.gather(%1, %0) {axis = 0} : tensor<Float64 3x4> "embedding"
        %3 = tensor.linear(%2) {weight = "w"} : tensor<Float64 3x4> "first"
        %4 = tensor.gelu(%3) {tanh = 0} : tensor<Float64 3x4> "activation"
        %5 = tensor.add(%2, %4)
        %6 = tensor.linear(%5) {weight = "w"}
        %7 = tensor.softmax(%6) {axis = 1}
        return "p" %7
        }
        """;

    [Fact]
    public void PartsTogetherMeanTheWhole() => CheckParts(new CompilerOptions(), ["x"]);

    [Fact]
    public void TheCutCanBeMoved()
    {
        Module module = CheckParts(new CompilerOptions { SplitAt = EquatableArray<string>.Of("activation") }, ["x", "x.2"]);
        Assert.Single(module.Find(ModuleKeys.Prologue)!.Ops<Linear>());
        Assert.Empty(module.Find(ModuleKeys.Circuit)!.Ops<Gelu>());
    }

    [Fact]
    public void ACutAtAnUnknownNodeIsADiagnostic()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => PassTest.For(new SplitClientServer()).Given(Model, new CompilerOptions { SplitAt = EquatableArray<string>.Of("nowhere") }));
        Assert.Contains("'nowhere'", error.Message, StringComparison.Ordinal);
    }

    private const string Masked = """
        weight "w" : Float64 4x4
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 3x4"}
        %1 = tensor.input() {name = "mask", type = "Int64 3x1"}
        %2 = tensor.cast(%1) {to = "Float64"}
        %3 = tensor.linear(%0) {weight = "w"}
        %4 = tensor.multiply(%3, %2)
        return "y" %4
        }
        """;

    [Fact]
    public void WhatFollowsFromPublicInputsIsPublic()
    {
        Module module = PassTest.For(new SplitClientServer()).Given(Masked, new CompilerOptions { PublicInputs = EquatableArray<string>.Of("mask") }).Result;
        Assert.Equal([false, true], module.Find(ModuleKeys.Circuit)!.Ops<Input>().Select(static input => input.Op.IsPublic));
        Assert.Contains("public = 1", GraphText.Write(module), StringComparison.Ordinal);
        Assert.Equal(GraphText.Write(module), GraphText.Write(Ir.Text.ModuleReader.Read(Ir.Text.ModuleWriter.Write(module)) with { Weights = module.Weights }));
    }

    [Fact]
    public void NothingIsPublicThatNobodySaidWas() =>
        Assert.All(PassTest.For(new SplitClientServer()).Given(Masked).Result.Find(ModuleKeys.Circuit)!.Ops<Input>(), static input => Assert.False(input.Op.IsPublic));

    [Fact]
    public void AnUnknownPublicInputIsADiagnostic()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => PassTest.For(new SplitClientServer()).Given(Masked, new CompilerOptions { PublicInputs = EquatableArray<string>.Of("length") }));
        Assert.Contains("the public input 'length' does not exist; the model has 'x', 'mask'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelWithoutEmbeddingIsSentAsItIs()
    {
        Module module = PassTest.For(new SplitClientServer()).Given("""
            weight "w" : Float64 4x4
            graph "model" {
            %0 = tensor.input() {name = "pixels", type = "Float64 3x4"}
            %1 = tensor.linear(%0) {weight = "w"}
            return "y" %1
            }
            """).Result;
        Assert.Equal("x", Assert.Single(module.Find(ModuleKeys.Prologue)!.Outputs).Name);
        Assert.Equal("pixels", Assert.Single(module.Find(ModuleKeys.Prologue)!.Ops<Input>()).Op.Name);
        Assert.Equal("y", Assert.Single(module.Find(ModuleKeys.Epilogue)!.Ops<Input>()).Op.Name);
    }

    private static Module CheckParts(CompilerOptions options, string[] sent)
    {
        Module whole = GraphText.Read(Model);
        Module parts = PassTest.For(new SplitClientServer()).Given(whole, options).Result;
        Dictionary<string, Tensor> inputs = RandomTensors.Inputs(whole.Graphs[0]);
        IReadOnlyDictionary<string, Tensor> x = TensorInterpreter.Run(parts.Find(ModuleKeys.Prologue)!, parts.Weights, inputs);
        IReadOnlyDictionary<string, Tensor> y = TensorInterpreter.Run(parts.Find(ModuleKeys.Circuit)!, parts.Weights, x);
        double[] actual = TensorInterpreter.Run(parts.Find(ModuleKeys.Epilogue)!, parts.Weights, y)["p"].Values;
        Assert.Equal(sent, x.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(TensorInterpreter.Run(whole.Graphs[0], whole.Weights, inputs)["p"].Values, actual);
        return parts;
    }
}
