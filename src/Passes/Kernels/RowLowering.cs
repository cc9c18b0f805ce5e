using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>State of one lowering to rows: the tensor graph, the packed graph being built, and what has been lowered.</summary>
internal sealed class RowLowering
{
    private readonly Dictionary<ValueId, RowValue> lowered = [];
    private readonly Dictionary<(string Input, Layout Layout), ValueId> inputs = [];
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly FreeNames freeNames = new();
    private readonly Dictionary<(ValueId Value, string What), ValueId> made = [];

    /// <param name="source">The tensor graph.</param>
    /// <param name="weights">Of its module.</param>
    /// <param name="slots">Of a ciphertext.</param>
    /// <param name="hasConjugation">Whether there may be a key for conjugation.</param>
    public RowLowering(Graph source, WeightTable weights, int slots, bool hasConjugation)
    {
        HasConjugation = hasConjugation;
        Roles = new AxisRoles(source);
        Source = SoftmaxNames.Of(source, Roles);
        Rows = RowShapes.Of(source, Roles, slots);
        Users = Source.Users();
        Halved = hasConjugation ? new HalvedHeads(Source, Users, Roles, Rows) : null;
        Builder = new GraphBuilder(source.Name, weights);
    }

    public Graph Source { get; }

    /// <summary>Of every value of the tensor graph.</summary>
    public IReadOnlyList<IReadOnlyList<Node>> Users { get; }

    public AxisRoles Roles { get; }

    public RowShape Rows { get; }

    public GraphBuilder Builder { get; }

    /// <summary>Layers whose heads are halved; null where nothing may be complex.</summary>
    public HalvedHeads? Halved { get; }

    /// <summary>Whether two real ciphertexts may be one complex one, which is taken apart by a conjugation.</summary>
    public bool HasConjugation { get; }

    /// <summary>A tensor in slots, whole. Inputs of the circuit are in rows here; see <see cref="InputAs"/>.</summary>
    public RowValue this[ValueId value]
    {
        get
        {
            RowValue packed = AsItIs(value);
            if (packed.Pending is IPending pending)
            {
                lowered[value] = packed = pending.Whole(this, packed, Source[value].Name);
            }

            return packed;
        }
    }

    /// <summary>The same, but where it lacks what the caller knows how to bring it is as it is.</summary>
    public RowValue Lacking<T>(ValueId value)
        where T : IPending => AsItIs(value) is { Pending: T } pending ? pending : this[value];

    private RowValue AsItIs(ValueId value) => lowered.TryGetValue(value, out RowValue? packed) ? packed
        : Source[value].Op is Input input ? InputInRows(value, input)
        : throw LayoutException.NotLaidOut("a constant stands where an encrypted value is needed. Put it into the weights or the bias of the layer before or after.");

    public void Define(ValueId value, RowValue packed) => lowered[value] = packed;

    public Shape ShapeOf(ValueId value) => ((TensorType)Source[value].Type).Shape;

    /// <summary>The values of a constant; null where the value is none.</summary>
    public Tensor? ConstantOf(ValueId value) => Source[value].Op is Constant constant ? Builder.Weights.Data(constant.Weight) : null;

    /// <summary>An input of the circuit, which the client packs in whatever layout it is asked for; null where the value is none.</summary>
    /// <param name="value">A value of the tensor graph.</param>
    /// <param name="layout">Dimensions as the axes have them.</param>
    /// <param name="axes">Dimensions of each axis.</param>
    public RowValue? InputAs(ValueId value, Layout layout, IReadOnlyList<IReadOnlyList<string>> axes) =>
        lowered.ContainsKey(value) ? null : InputAgain(value, layout, axes);

    /// <summary>The same, however it is packed for others: a ciphertext more that the client sends.</summary>
    public RowValue? InputAgain(ValueId value, Layout layout, IReadOnlyList<IReadOnlyList<string>> axes) =>
        Source[value].Op is Input input ? new RowValue(Packed(input, layout), layout, axes) : null;

    /// <summary>What several users make of a value, made once.</summary>
    public ValueId Once((ValueId Value, string What) of, Func<ValueId> make) =>
        made.TryGetValue(of, out ValueId before) ? before : made[of] = make();

    /// <summary>Whether somebody has made it.</summary>
    public bool IsMade((ValueId Value, string What) of) => made.ContainsKey(of);

    /// <summary>Dimensions with new names for every axis of a tensor.</summary>
    public IReadOnlyList<IReadOnlyList<TensorDimension>> DimensionsOf(ValueId value) =>
        [.. Enumerable.Range(0, ShapeOf(value).Rank).Select(axis => DimensionsOf(value, axis))];

    /// <summary>Dimensions with new names for one axis of a tensor: its factors, none where its size is 1.</summary>
    public IReadOnlyList<TensorDimension> DimensionsOf(ValueId value, int axis)
    {
        if (ShapeOf(value)[axis] == 1)
        {
            return [];
        }

        AxisRole role = Roles.Of(value, axis);
        IEnumerable<int> sizes = role == AxisRole.Feature ? Roles.FactorsOf(value, axis).Where(static size => size > 1) : [ShapeOf(value)[axis]];
        return [.. sizes.Select(size => new TensorDimension(NewName(role switch { AxisRole.Token => "t", AxisRole.Batch => "b", _ => "f" }), size, role))];
    }

    /// <summary>A name that no dimension has yet.</summary>
    public string NewName(string prefix)
    {
        int number = names.GetValueOrDefault(prefix);
        names[prefix] = number + 1;
        return number == 0 ? prefix : prefix + (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a weight under this name, or under the name with a number where another has it.</summary>
    public string AddWeight(string name, Tensor data)
    {
        string free = freeNames.Of(name, Builder.Weights);
        Builder.Weights = Builder.Weights.With(free, data);
        return free;
    }

    /// <summary>Layers that are alike differ in the names of dimensions alone, and read one input.</summary>
    private ValueId Packed(Input input, Layout layout)
    {
        (string, Layout) key = (input.Name, layout.WithNamesByOrder());
        return inputs.TryGetValue(key, out ValueId packed) ? packed : inputs[key] = Builder.Add(new PackedInput(input.Name, layout), input.Name);
    }

    private RowValue InputInRows(ValueId value, Input input)
    {
        IReadOnlyList<IReadOnlyList<TensorDimension>> dimensions = DimensionsOf(value);
        Layout layout = RowLayouts.Of(Rows, [.. dimensions.SelectMany(static axis => axis)]);
        RowValue packed = InputAs(value, layout, [.. dimensions.Select(static axis => axis.Select(static dimension => dimension.Name).ToArray())])!;
        lowered[value] = packed;
        return packed;
    }
}
