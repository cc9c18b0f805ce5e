using System.Diagnostics.CodeAnalysis;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Every operator that is imported: one line each. Elementwise operators are complete in their line.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Action<NodeContext>> Entries = new(StringComparer.Ordinal)
    {
        ["Abs"] = static node => Elementwise.Unary(node, static x => new Abs(x)),
        ["Add"] = static node => Elementwise.Binary(node, static (x, y) => new Add(x, y)),
        ["And"] = Comparisons.And,
        ["BatchNormalization"] = BatchNormalizationOperator.Import,
        ["Cast"] = CastOperator.Import,
        ["Concat"] = ConcatOperator.Import,
        ["Constant"] = ConstantOperator.Import,
        ["ConstantOfShape"] = ConstantOfShapeOperator.Import,
        ["Div"] = static node => Elementwise.Binary(node, static (x, y) => new Divide(x, y)),
        ["Dropout"] = DropoutOperator.Import,
        ["Einsum"] = EinsumOperator.Import,
        ["Equal"] = static node => Elementwise.Binary(node, static (x, y) => new Equal(x, y)),
        ["Erf"] = static node => Elementwise.Unary(node, static x => new Erf(x)),
        ["Exp"] = static node => Elementwise.Unary(node, static x => new Exp(x)),
        ["Expand"] = ExpandOperator.Import,
        ["Flatten"] = FlattenOperator.Import,
        ["Gather"] = GatherOperator.Import,
        ["Gelu"] = GeluOperator.Import,
        ["Gemm"] = GemmOperator.Import,
        ["Greater"] = static node => Elementwise.Binary(node, static (x, y) => new Less(y, x)),
        ["GreaterOrEqual"] = Comparisons.GreaterOrEqual,
        ["Identity"] = static node => node.Return(node.Input(0)),
        ["LayerNormalization"] = LayerNormalizationOperator.Import,
        ["Less"] = static node => Elementwise.Binary(node, static (x, y) => new Less(x, y)),
        ["LessOrEqual"] = Comparisons.LessOrEqual,
        ["MatMul"] = static node => Elementwise.Plain(node, static (x, y) => new MatMul(x, y)),
        ["Max"] = ExtremeOperator.Max,
        ["Min"] = ExtremeOperator.Min,
        ["Mul"] = static node => Elementwise.Binary(node, static (x, y) => new Multiply(x, y)),
        ["Neg"] = static node => Elementwise.Unary(node, static x => new Negate(x)),
        ["NonZero"] = NonZeroOperator.Import,
        ["Not"] = static node => Elementwise.Unary(node, static x => new Not(x)),
        ["Or"] = Comparisons.Or,
        ["Pow"] = static node => Elementwise.Binary(node, static (x, y) => new Power(x, y)),
        ["Reciprocal"] = static node => Elementwise.Unary(node, static x => new Reciprocal(x)),
        ["ReduceMax"] = static node => ReduceOperator.Import(node, axesAreInputSince: 18, static (x, axes, keep) => new ReduceMax(x, axes, keep)),
        ["ReduceMean"] = static node => ReduceOperator.Import(node, axesAreInputSince: 18, static (x, axes, keep) => new ReduceMean(x, axes, keep)),
        ["ReduceSum"] = static node => ReduceOperator.Import(node, axesAreInputSince: 13, static (x, axes, keep) => new ReduceSum(x, axes, keep)),
        ["Relu"] = static node => Elementwise.Unary(node, static x => new Relu(x)),
        ["Reshape"] = ReshapeOperator.Import,
        ["Shape"] = ShapeOperator.Import,
        ["Sigmoid"] = static node => Elementwise.Unary(node, static x => new Sigmoid(x)),
        ["Slice"] = SliceOperator.Import,
        ["Softmax"] = SoftmaxOperator.Import,
        ["Split"] = SplitOperator.Import,
        ["Sqrt"] = static node => Elementwise.Unary(node, static x => new Sqrt(x)),
        ["Squeeze"] = SqueezeOperator.Import,
        ["Sub"] = static node => Elementwise.Binary(node, static (x, y) => new Subtract(x, y)),
        ["Tanh"] = static node => Elementwise.Unary(node, static x => new Tanh(x)),
        ["Transpose"] = TransposeOperator.Import,
        ["Trilu"] = TriluOperator.Import,
        ["Unsqueeze"] = UnsqueezeOperator.Import,
        ["Where"] = WhereOperator.Import,
    };

    /// <summary>Names of the supported operators of the standard domain.</summary>
    public static IReadOnlyCollection<string> Names => Entries.Keys;

    public static bool TryFind(string name, [NotNullWhen(true)] out Action<NodeContext>? import) => Entries.TryGetValue(name, out import);
}
