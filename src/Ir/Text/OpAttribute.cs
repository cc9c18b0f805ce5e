using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Text;

/// <summary>A named constant of an op: axis, exponent, coefficients.</summary>
public readonly record struct OpAttribute(string Name, AttributeValue Value)
{
    public static OpAttribute Of(string name, long value) => new(name, new IntegerAttribute(value));

    public static OpAttribute Of(string name, double value) => new(name, new RealAttribute(value));

    public static OpAttribute Of(string name, bool value) => new(name, new IntegerAttribute(value ? 1 : 0));

    public static OpAttribute Of(string name, string value) => new(name, new TextAttribute(value));

    public static OpAttribute Of(string name, EquatableArray<long> values) => new(name, new IntegersAttribute(values));

    public static OpAttribute Of(string name, EquatableArray<int> values) =>
        Of(name, values.Select(static value => (long)value).ToEquatableArray());

    public static OpAttribute Of(string name, EquatableArray<double> values) => new(name, new RealsAttribute(values));
}
