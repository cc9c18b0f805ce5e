using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Collections;

/// <summary>An immutable array with value equality, so that records made of it compare by content.</summary>
public readonly struct EquatableArray<T> : IReadOnlyList<T>, IEquatable<EquatableArray<T>>
    where T : IEquatable<T>
{
    private readonly T[]? items;

    private EquatableArray(T[] items) => this.items = items;

    /// <summary>The array with no elements; also the default value.</summary>
    public static EquatableArray<T> Empty => default;

    public int Count => items?.Length ?? 0;

    public T this[int index] => items is null ? throw new ArgumentOutOfRangeException(nameof(index)) : items[index];

    /// <summary>Copies the given elements.</summary>
    public static EquatableArray<T> From(IEnumerable<T> elements) => new(elements.ToArray());

    /// <summary>Copies the given elements.</summary>
    public static EquatableArray<T> Of(params T[] elements) => new((T[])elements.Clone());

    /// <summary>A copy with one element replaced.</summary>
    public EquatableArray<T> SetItem(int index, T value)
    {
        T[] copy = ToArray();
        copy[index] = value;
        return new EquatableArray<T>(copy);
    }

    /// <summary>A copy with one element more.</summary>
    public EquatableArray<T> Add(T value) => From(this.Append(value));

    public T[] ToArray() => items is null ? Array.Empty<T>() : (T[])items.Clone();

    public bool Equals(EquatableArray<T> other) =>
        Count == other.Count && (items is null || items.SequenceEqual(other.items!));

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        int hash = 17;
        foreach (T item in this)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(items ?? Array.Empty<T>())).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);
}
