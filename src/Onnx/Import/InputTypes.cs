using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Types of graph inputs, with every open dimension decided.</summary>
internal static class InputTypes
{
    /// <summary>The input's type, or null with the reason when it is no supported tensor.</summary>
    /// <exception cref="DiagnosticException">PSM2005: a dimension is open.</exception>
    public static TensorType? Find(ValueInfoProto input, ImportOptions options, out string reason)
    {
        reason = string.Empty;
        if (input.Type?.ValueCase != TypeProto.ValueOneofCase.TensorType)
        {
            reason = $"Its input '{input.Name}' is no tensor ({input.Type?.ValueCase.ToString() ?? "no type is given"}), and only tensors are supported.";
            return null;
        }

        int number = input.Type.TensorType.ElemType;
        if (ElementTypes.Find(number) is not ElementType element)
        {
            reason = $"Its input '{input.Name}' has elements of type {ElementTypes.Name(number)}; export the model with float elements.";
            return null;
        }

        return new TensorType(element, ShapeOf(input, input.Type.TensorType.Shape, options));
    }

    private static Shape ShapeOf(ValueInfoProto input, TensorShapeProto? declared, ImportOptions options)
    {
        if (options.InputShapes.TryGetValue(input.Name, out Shape given))
        {
            return given;
        }

        if (declared is null)
        {
            throw new DiagnosticException(
                DiagnosticKinds.ShapeUnknown, $"Input '{input.Name}' has no shape in the model. Give its shape as an import option, or export the model with shapes.");
        }

        try
        {
            return TensorShapes.FromDimensions(declared.Dim.Select((dimension, axis) => Size(input.Name, axis, dimension, options)).ToList());
        }
        catch (IrException error)
        {
            throw new DiagnosticException(DiagnosticKinds.ShapeUnknown, $"Input '{input.Name}': {error.Message}.");
        }
    }

    private static long Size(string input, int axis, TensorShapeProto.Types.Dimension dimension, ImportOptions options)
    {
        if (dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue)
        {
            return dimension.DimValue;
        }

        string place = FormattableString.Invariant($"{input}[{axis}]");
        string name = dimension.DimParam;
        if (options.Dimensions.TryGetValue(place, out int given) || (name.Length > 0 && options.Dimensions.TryGetValue(name, out given)))
        {
            return given;
        }

        return name.Contains("batch", StringComparison.OrdinalIgnoreCase)
            ? 1
            : throw new DiagnosticException(
                DiagnosticKinds.ShapeUnknown,
                $"Axis {axis} of input '{input}' ({(name.Length > 0 ? $"'{name}'" : "unnamed")}) has no fixed size. Give it by --dimension, as {(name.Length > 0 ? name : place)}=16.");
    }
}
