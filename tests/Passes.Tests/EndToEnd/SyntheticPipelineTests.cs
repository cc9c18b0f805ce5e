using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.EndToEnd;

/// <summary>The pipeline on a small model of two layers in elementary ops, with the interpreter as the reference.</summary>
public sealed class SyntheticPipelineTests
{
    private const string Model = """
        weight "table" : Float32 4x4
        weight "gamma" : Float32 4
        weight "beta" : Float32 4
        weight "q" : Float32 4x4
        weight "k" : Float32 4x4
        weight "v" : Float32 4x4
        weight "o" : Float32 4x4
        weight "up" : Float32 4x8
        weight "down" : Float32 8x4
        weight "head" : Float32 4x3
        weight "half" : Float32 scalar = 0.5
        weight "one" : Float32 scalar = 1
        weight "root" : Float32 scalar = 1.4142135
        weight "four" : Float32 scalar = 4
        weight "eps" : Float32 scalar = 0.5
        graph "model" {
        %0 = tensor.input() {name = "tokens", type = "Int64 1x4"} : tensor<Int64 1x4> "tokens"
        %1 = tensor.constant() {weight = "table"}
        %2 = tensor.gather(%1, %0) {axis = 0} : tensor<Float32 1x4x4> "/embedding"
        %3 = tensor.constant() {weight = "gamma"}
        %4 = tensor.constant() {weight = "beta"}
        %5 = tensor.layernorm(%2, %3, %4) {axis = -1, epsilon = 0.1} : tensor<Float32 1x4x4> "/layer.0/norm"
        %6 = tensor.constant() {weight = "q"}
        %7 = tensor.constant() {weight = "k"}
        %8 = tensor.constant() {weight = "v"}
        %9 = tensor.matmul(%5, %6) : tensor<Float32 1x4x4> "/layer.0/query"
        %10 = tensor.matmul(%5, %7) : tensor<Float32 1x4x4> "/layer.0/key"
        %11 = tensor.matmul(%5, %8) : tensor<Float32 1x4x4> "/layer.0/value"
        %12 = tensor.reshape(%9) {shape = [1, 4, 2, 2]}
        %13 = tensor.transpose(%12) {permutation = [0, 2, 1, 3]}
        %14 = tensor.reshape(%10) {shape = [1, 4, 2, 2]}
        %15 = tensor.transpose(%14) {permutation = [0, 2, 3, 1]}
        %16 = tensor.reshape(%11) {shape = [1, 4, 2, 2]}
        %17 = tensor.transpose(%16) {permutation = [0, 2, 1, 3]}
        %18 = tensor.matmul(%13, %15)
        %19 = tensor.constant() {weight = "half"}
        %20 = tensor.multiply(%18, %19)
        %21 = tensor.constant() {weight = "four"}
        %22 = tensor.power(%20, %21)
        %23 = tensor.reduce_sum(%22) {axes = [-1], keep = 1}
        %24 = tensor.constant() {weight = "eps"}
        %25 = tensor.add(%23, %24)
        %26 = tensor.divide(%22, %25) : tensor<Float32 1x2x4x4> "/layer.0/attention/Div"
        %27 = tensor.matmul(%26, %17)
        %28 = tensor.transpose(%27) {permutation = [0, 2, 1, 3]}
        %29 = tensor.reshape(%28) {shape = [1, 4, 4]} : tensor<Float32 1x4x4> "/layer.0/attention"
        %30 = tensor.constant() {weight = "o"}
        %31 = tensor.matmul(%29, %30) : tensor<Float32 1x4x4> "/layer.0/output"
        %32 = tensor.add(%2, %31) : tensor<Float32 1x4x4> "/layer.0/Add"
        %33 = tensor.layernorm(%32, %3, %4) {axis = -1, epsilon = 0.1} : tensor<Float32 1x4x4> "/layer.1/norm"
        %34 = tensor.constant() {weight = "up"}
        %35 = tensor.matmul(%33, %34) : tensor<Float32 1x4x8> "/layer.1/up"
        %36 = tensor.constant() {weight = "root"}
        %37 = tensor.divide(%35, %36)
        %38 = tensor.erf(%37)
        %39 = tensor.constant() {weight = "one"}
        %40 = tensor.add(%38, %39)
        %41 = tensor.multiply(%35, %40)
        %42 = tensor.multiply(%41, %19) : tensor<Float32 1x4x8> "/layer.1/gelu"
        %43 = tensor.constant() {weight = "down"}
        %44 = tensor.matmul(%42, %43) : tensor<Float32 1x4x4> "/layer.1/down"
        %45 = tensor.add(%32, %44) : tensor<Float32 1x4x4> "/layer.1/Add"
        %46 = tensor.layernorm(%45, %3, %4) {axis = -1, epsilon = 0.1} : tensor<Float32 1x4x4> "/final/norm"
        %47 = tensor.reduce_mean(%46) {axes = [1], keep = 0} : tensor<Float32 1x4> "/pooler"
        %48 = tensor.constant() {weight = "head"}
        %49 = tensor.matmul(%47, %48) : tensor<Float32 1x3> "/head"
        %50 = tensor.softmax(%49) {axis = -1} : tensor<Float32 1x3> "/softmax"
        return "probabilities" %50
        }
        """;

    [Fact]
    public void AllFunctionsOfBothLayersAreReplacedWithinTheBudget()
    {
        (Module module, PassContext context) = Compile();
        Graph circuit = module.Find(ModuleKeys.Circuit)!;
        Assert.Equal(2, circuit.Ops<Contract>().Count());
        Assert.Equal(2, circuit.Ops<Normalize>().Count());
        Assert.Equal(2, circuit.Ops<Polynomial>().Count());
        Assert.Empty(FunctionSite.Of(circuit));
        Assert.True(context.Approximation!.Calibration.RelativeError <= context.Approximation.Budget);
        Assert.Equal(4, context.Approximation.Functions.Count);
    }

    [Fact]
    public void TheFirstNormAndTheLastSoftmaxBelongToTheClient()
    {
        Module module = Compile().Module;
        Assert.Single(module.Find(ModuleKeys.Prologue)!.Ops<LayerNorm>());
        Assert.Single(module.Find(ModuleKeys.Epilogue)!.Ops<Softmax>());
        Assert.Equal("probabilities", Assert.Single(module.Find(ModuleKeys.Epilogue)!.Outputs).Name);
    }

    [Fact]
    public void TheLinearHalfOfTheLastNormJoinsTheClassifier()
    {
        Graph circuit = Compile().Module.Find(ModuleKeys.Circuit)!;
        Assert.Contains(circuit.Ops<ReduceSum>(), sum => circuit[sum.Op.Input].Op is Ir.TensorDialect.Normalize);
    }

    [Fact]
    public void NamesOfNodesAreUnique()
    {
        IEnumerable<string> names = Compile().Module.Find(ModuleKeys.Circuit)!.Nodes.Select(static node => node.Name);
        Assert.Equal([], names.GroupBy(static name => name).Where(static group => group.Count() > 1).Select(static group => group.Key));
    }

    private static (Module Module, PassContext Context) Compile()
    {
        Module model = GraphText.Read(Model);
        IReadOnlyDictionary<string, Tensor>[] samples = [.. Enumerable.Range(0, 40).Select(seed => RandomTensors.Inputs(model.Graphs[0], seed))];
        InterpretedCalibration calibration = new(model.Graphs[0], model.Weights, samples);
        PassContext context = new(new DiagnosticBag(), new CompilerOptions { AgreementAsked = 0.9 }, calibration);
        return (TensorPipeline.Run(model, context), context);
    }
}
