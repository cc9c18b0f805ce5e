using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Constants of which every element is changed.</summary>
internal static class Elements
{
    public static Tensor Map(Tensor tensor, Converter<double, double> map) => new(tensor.Type.Element, tensor.Shape, Array.ConvertAll(tensor.Values, map));
}
