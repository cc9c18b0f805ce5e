using System;
using System.Collections.Generic;

namespace PowerSoftmax.Ir.Collections;

/// <summary>Conversions into <see cref="EquatableArray{T}"/>.</summary>
public static class EquatableArrays
{
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> elements)
        where T : IEquatable<T> => EquatableArray<T>.From(elements);
}
