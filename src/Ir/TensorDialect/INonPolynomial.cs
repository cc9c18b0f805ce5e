using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>An op that holds exactly one non-polynomial function of one variable, everything else in it being polynomial.</summary>
/// <remarks>Calibration asks for the arguments, approximation replaces the function by a Chebyshev series.</remarks>
public interface INonPolynomial
{
    /// <summary>The function as people write it: <c>1/x</c>, <c>1/sqrt(x)</c>.</summary>
    string FunctionName { get; }

    /// <summary>The series that stands in for the function; null while the op means the function itself.</summary>
    ChebyshevSeries? Series { get; }

    /// <summary>The exact function.</summary>
    double Function(double argument);

    /// <summary>Every argument the function gets for these operands.</summary>
    double[] Arguments(IReadOnlyList<Tensor> inputs);

    /// <summary>The op's value with any function in place of its own.</summary>
    Tensor EvaluateWith(Func<double, double> function, IReadOnlyList<Tensor> inputs, TensorType type);

    /// <summary>The same op with the series in place of the function; the series takes the same arguments.</summary>
    Op WithSeries(ChebyshevSeries series);
}
