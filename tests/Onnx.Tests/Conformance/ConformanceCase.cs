using System.Collections.Immutable;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Operators;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>One case: a model and recorded inputs and outputs.</summary>
internal sealed class ConformanceCase
{
    private readonly string name;
    private readonly IReadOnlyDictionary<string, byte[]> files;

    public ConformanceCase(string name, IReadOnlyDictionary<string, byte[]> files)
    {
        this.name = name;
        this.files = files;
        Model = OnnxModelReader.Read(files[name + "/model.onnx"], name);
    }

    public OnnxModel Model { get; }

    /// <summary>Whether every operator that the outputs need is in the importer's list.</summary>
    public bool UsesOnlySupportedOperators => GraphOrder.Sort(Model).All(static node =>
        OperatorDomain.IsStandard(node.Domain) && OperatorTable.Names.Contains(node.OpType));

    public IReadOnlyList<int> DataSets => Enumerable.Range(0, 100).Where(set => files.ContainsKey(OutputFile(set, 0))).ToList();

    public IReadOnlyDictionary<string, Tensor> Inputs(int set) => Tensors(Model.Proto.Graph.Input, index => InputFile(set, index));

    public IReadOnlyDictionary<string, Tensor> Outputs(int set) => Tensors(Model.Proto.Graph.Output, index => OutputFile(set, index));

    /// <summary>Options under which operands that must be static, such as target shapes, are constants.</summary>
    public ImportOptions Options(int set)
    {
        IReadOnlyDictionary<string, Tensor> inputs = Inputs(set);
        IEnumerable<string> statics = Model.Proto.Graph.Node.SelectMany(static node => StaticOperands.Of(node).Select(index => node.Input[index]));
        ImmutableDictionary<string, Tensor> constants = statics.Distinct().Where(inputs.ContainsKey).ToImmutableDictionary(input => input, input => inputs[input]);
        return new ImportOptions
        {
            ConstantInputs = constants,
            InputShapes = inputs.ToImmutableDictionary(static input => input.Key, static input => input.Value.Shape),
        };
    }

    /// <summary>Options that give every open dimension a size.</summary>
    public ImportOptions ShapeOptions => new()
    {
        Dimensions = Model.Proto.Graph.Input
            .SelectMany(static input => Enumerable.Range(0, 8).Select(axis => FormattableString.Invariant($"{input.Name}[{axis}]")))
            .Distinct()
            .ToImmutableDictionary(static place => place, static _ => 2),
    };

    private Dictionary<string, Tensor> Tensors(IEnumerable<ValueInfoProto> declared, Func<int, string> file) => declared
        .Select((value, index) => (value.Name, File: file(index)))
        .Where(entry => entry.Name.Length > 0 && files.ContainsKey(entry.File))
        .ToDictionary(static entry => entry.Name, entry => TensorDecoder.Decode(TensorProto.Parser.ParseFrom(files[entry.File])));

    private string InputFile(int set, int index) => FormattableString.Invariant($"{name}/test_data_set_{set}/input_{index}.pb");

    private string OutputFile(int set, int index) => FormattableString.Invariant($"{name}/test_data_set_{set}/output_{index}.pb");
}
