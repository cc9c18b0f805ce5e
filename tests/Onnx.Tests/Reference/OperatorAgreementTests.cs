using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Operators;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Onnx.Tests.Conformance;

namespace PowerSoftmax.Onnx.Tests.Reference;

/// <summary>Each operator by itself means to us what it means to ONNX Runtime; needs nothing beside the repository.</summary>
public sealed class OperatorAgreementTests
{
    private const int Rounds = 3;

    // They leave nothing to evaluate: constants, and values handed on.
    private static readonly string[] WithoutValue = ["Cast", "Constant", "ConstantOfShape", "Dropout", "Identity", "NonZero", "Shape"];

    public static TheoryData<string> Operators => new(OperatorModels.All.Keys);

    [Theory]
    [MemberData(nameof(Operators))]
    public void OperatorAgreesWithOnnxRuntime(string name)
    {
        OnnxModel source = OperatorModels.All[name]().Build();
        ImportedModel model = OnnxImporter.Import(source);
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(source);
        Random random = new(3);
        for (int round = 0; round < Rounds; round++)
        {
            Dictionary<string, Tensor> inputs = model.Graph.Ops<Input>().ToDictionary(static input => input.Op.Name, input => Draw(random, input.Op));
            IReadOnlyDictionary<string, Tensor> ours = TensorInterpreter.Run(model.Graph, model.Module.Weights, inputs);

            Assert.All(session.Run(inputs), theirs => TensorAssert.Close(theirs.Value, ours[theirs.Key], theirs.Key));
        }
    }

    [Fact]
    public void EveryOperatorHasItsModel() => Assert.Equal(
        OperatorTable.Names.Except(WithoutValue).Order(StringComparer.Ordinal),
        OperatorModels.All.Keys.Select(static name => name.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));

    private static Tensor Draw(Random random, Input input) => new(
        input.Type.Element,
        input.Type.Shape,
        Enumerable.Range(0, (int)input.Type.Shape.Count).Select(_ => (double)(float)((random.NextDouble() * 6) - 3)).ToArray());
}
