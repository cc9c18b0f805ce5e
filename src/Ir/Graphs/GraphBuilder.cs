using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>Builds a graph node by node; types are inferred as nodes are added.</summary>
public sealed class GraphBuilder
{
    private readonly List<Node> nodes = new();
    private readonly List<GraphOutput> outputs = new();
    private readonly string name;

    public GraphBuilder(string name, WeightTable weights)
    {
        this.name = name;
        Weights = weights;
    }

    /// <summary>Weights the ops may refer to; passes that make new weights assign the larger table.</summary>
    public WeightTable Weights { get; set; }

    public int Count => nodes.Count;

    public Node this[ValueId value] => nodes[value.Index];

    public IrType TypeOf(ValueId value) => nodes[value.Index].Type;

    /// <summary>Appends a node and returns its value.</summary>
    /// <exception cref="IrException">An operand does not exist yet, or the op's type rule refuses the operands.</exception>
    public ValueId Add(Op op, string nodeName)
    {
        foreach (ValueId input in op.Inputs)
        {
            if (input.Index < 0 || input.Index >= nodes.Count)
            {
                throw new IrException($"'{nodeName}' ({op.Mnemonic}) uses {input}, which is not defined before it");
            }
        }

        EquatableArray<IrType> types = op.Inputs.Select(input => nodes[input.Index].Type).ToEquatableArray();
        IrType type;
        try
        {
            type = op.InferType(new TypeContext(types, Weights));
        }
        catch (IrException error)
        {
            throw new IrException($"'{nodeName}' ({op.Mnemonic}): {error.Message}", error);
        }

        ValueId value = new(nodes.Count);
        nodes.Add(new Node(value, op, type, nodeName));
        return value;
    }

    public void Output(string outputName, ValueId value) => outputs.Add(new GraphOutput(outputName, value));

    public Graph Build() => new(name, nodes.ToEquatableArray(), outputs.ToEquatableArray());
}
