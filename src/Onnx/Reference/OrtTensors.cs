using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using Tensor = PowerSoftmax.Ir.Tensors.Tensor;

namespace PowerSoftmax.Onnx.Reference;

/// <summary>Converts tensors to and from ONNX Runtime's.</summary>
internal static class OrtTensors
{
    /// <summary>A tensor of ONNX Runtime with the given element type; the caller disposes of it.</summary>
    public static OrtValue ToOrt(Tensor tensor, TensorElementType element)
    {
        long[] shape = tensor.Shape.Dimensions.Select(static size => (long)size).ToArray();
        if (tensor.Strings is string[] strings)
        {
            return OrtValue.CreateFromStringTensor(new DenseTensor<string>(strings, tensor.Shape.Dimensions.ToArray()));
        }

        ElementType type = ElementTypes.Find((long)element)
            ?? throw new NotSupportedException($"ONNX Runtime's element type {element} is not supported");
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, element, shape);
        if (tensor.Values.Length > 0)
        {
            ElementBytes.Write(tensor.Values, type).CopyTo(value.GetTensorMutableRawData());
        }

        return value;
    }

    /// <summary>The tensor, or null where the value is none or its elements are of another kind.</summary>
    public static Tensor? FromOrt(OrtValue value)
    {
        if (!value.IsTensor)
        {
            return null;
        }

        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        Shape shape = TensorShapes.FromDimensions(info.Shape);
        if (ElementTypes.Find((long)info.ElementDataType) is not ElementType element)
        {
            return null;
        }

        return element == ElementType.String
            ? new Tensor(shape, value.GetStringTensorAsArray())
            : new Tensor(element, shape, ElementBytes.Read(value.GetTensorMutableRawData(), element, (int)shape.Count));
    }
}
