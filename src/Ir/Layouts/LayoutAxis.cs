using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>One digit of the address of a slot: positions 0 … extent - 1, a stride apart.</summary>
/// <param name="Terms">What a position adds to the indices of dimensions; none: all positions hold the same, several: diagonal order.</param>
/// <param name="Extent">Positions that hold data, at least 1.</param>
/// <param name="Stride">Addresses from one position to the next.</param>
/// <param name="Room">Addresses up to the next axis: its stride. At least extent x stride.</param>
/// <param name="Gap">What the room beyond the last position holds.</param>
public readonly record struct LayoutAxis(EquatableArray<AxisTerm> Terms, int Extent, int Stride, int Room, SlotFill Gap)
{
    /// <summary>Whether positions differ in an index.</summary>
    public bool IsIndex => Terms.Count > 0;

    /// <summary>Whether all positions, several, hold the same.</summary>
    public bool IsCopies => Terms.Count == 0 && Extent > 1;

    /// <summary>Whether the room is larger than what the positions take.</summary>
    public bool HasGap => Room > (long)Extent * Stride;

    /// <summary>An axis of one dimension; its stride is 1.</summary>
    public static LayoutAxis Of(string dimension, int extent, int step = 1) => Of(extent, new AxisTerm(dimension, step));

    /// <summary>An axis of several dimensions; its stride is 1.</summary>
    public static LayoutAxis Of(int extent, params AxisTerm[] terms) => new(EquatableArray<AxisTerm>.From(terms), extent, 1, extent, SlotFill.Zero);

    /// <summary>So many copies; its stride is 1.</summary>
    public static LayoutAxis Copies(int count) => new(EquatableArray<AxisTerm>.Empty, count, 1, count, SlotFill.Zero);

    /// <summary>What lies below once, then nothing that anyone may use; its stride is 1.</summary>
    public static LayoutAxis Unused(int room) => Copies(1).Within(room, SlotFill.Unused);

    /// <summary>The same positions in a larger room.</summary>
    public LayoutAxis Within(int room, SlotFill gap) => this with { Room = room, Gap = gap };

    /// <summary>What a position adds to a dimension's index; 0 where it adds nothing.</summary>
    public int StepOf(string dimension) => Terms.Where(term => term.Dimension == dimension).Select(static term => term.Step).FirstOrDefault();

    /// <summary>Whether positions differ in the dimension's index.</summary>
    public bool AddsTo(string dimension) => StepOf(dimension) != 0;

    /// <summary>The same positions, which add something else; nothing without terms.</summary>
    public LayoutAxis WithTerms(IEnumerable<AxisTerm> terms) => this with { Terms = EquatableArray<AxisTerm>.From(terms) };

    /// <summary>The axis above others that take so many addresses.</summary>
    internal LayoutAxis Above(int addresses) => this with { Stride = checked(Stride * addresses), Room = checked(Room * addresses) };
}
