using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Types of graph inputs, with every open dimension decided.</summary>
/// <param name="options">Sizes that the user gives.</param>
internal sealed class InputTypes(ImportOptions options)
{
    private readonly List<Diagnostic> findings = [];

    /// <summary>Dimensions that were decided without the user, in order.</summary>
    public IReadOnlyList<Diagnostic> Findings => findings;

    /// <summary>The input's type, or null with the reason when it is no supported tensor.</summary>
    /// <exception cref="DiagnosticException">PSM2005: a dimension is open.</exception>
    public TensorType? Find(ValueInfoProto input, out UnusableInput? problem)
    {
        problem = null;
        if (input.Type?.ValueCase != TypeProto.ValueOneofCase.TensorType)
        {
            problem = input.Type is null || input.Type.ValueCase == TypeProto.ValueOneofCase.None
                ? new UnusableInput(input.Name, "has no type", "Export the model again with typed inputs.")
                : new UnusableInput(input.Name, $"is no tensor ({input.Type.ValueCase})", "Only tensors are supported; export the model with tensors as inputs.");
            return null;
        }

        int number = input.Type.TensorType.ElemType;
        if (ElementTypes.Find(number) is not ElementType element)
        {
            problem = new UnusableInput(input.Name, $"has elements of type {ElementTypes.Name(number)}", "Export the model with float elements.");
            return null;
        }

        return new TensorType(element, ShapeOf(input, input.Type.TensorType.Shape));
    }

    private Shape ShapeOf(ValueInfoProto input, TensorShapeProto? declared)
    {
        if (options.InputShapes.TryGetValue(input.Name, out Shape given))
        {
            return given;
        }

        try
        {
            return declared is null
                ? FromOptions(input.Name)
                : TensorShapes.FromDimensions(declared.Dim.Select((dimension, axis) => Size(input.Name, axis, dimension)).ToList());
        }
        catch (IrException error)
        {
            throw new DiagnosticException(DiagnosticKinds.ShapeUnknown, $"Input '{input.Name}': {error.Message}.");
        }
    }

    /// <summary>The shape of an input for which the file has none: one size for each axis, by input and axis.</summary>
    private Shape FromOptions(string input)
    {
        List<long> sizes = [];
        while (options.Dimensions.TryGetValue(Place(input, sizes.Count), out int size))
        {
            sizes.Add(size);
        }

        return sizes.Count > 0
            ? TensorShapes.FromDimensions(sizes)
            : throw new DiagnosticException(
                DiagnosticKinds.ShapeUnknown,
                $"Input '{input}' has no shape in the model. Give the size of each of its axes, as --dimension {Place(input, 0)}=1 --dimension {Place(input, 1)}=16, or export the model with shapes.");
    }

    private long Size(string input, int axis, TensorShapeProto.Types.Dimension dimension)
    {
        // Some exporters write an open dimension as -1.
        if (dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dimension.DimValue >= 0)
        {
            return dimension.DimValue;
        }

        string place = Place(input, axis);
        string name = dimension.DimParam;
        if (options.Dimensions.TryGetValue(place, out int given) || (name.Length > 0 && options.Dimensions.TryGetValue(name, out given)))
        {
            return given;
        }

        if (BatchAxis.Is(axis, name))
        {
            findings.Add(Diagnostic.Of(DiagnosticKinds.BatchAssumed, input, name));
            return 1;
        }

        throw new DiagnosticException(
            DiagnosticKinds.ShapeUnknown,
            FormattableString.Invariant($"Axis {axis} of input '{input}' ({(name.Length > 0 ? $"'{name}'" : "unnamed")}) has no fixed size. Give it by --dimension, as {(name.Length > 0 ? name : place)}=16."));
    }

    private static string Place(string input, int axis) => FormattableString.Invariant($"{input}[{axis}]");
}
