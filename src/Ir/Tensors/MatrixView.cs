namespace PowerSoftmax.Ir.Tensors;

/// <summary>A row-major matrix inside a larger array.</summary>
internal readonly record struct MatrixView(double[] Values, int Offset, int Rows, int Columns);
