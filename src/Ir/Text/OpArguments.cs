using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Text;

/// <summary>Operands and attributes of a line of text, from which an op table entry makes the op.</summary>
public sealed class OpArguments
{
    private readonly Dictionary<string, AttributeValue> attributes = new();

    public OpArguments(string mnemonic, EquatableArray<ValueId> inputs, IEnumerable<OpAttribute> given)
    {
        Mnemonic = mnemonic;
        Inputs = inputs;
        foreach (OpAttribute attribute in given)
        {
            attributes[attribute.Name] = attribute.Value;
        }
    }

    public string Mnemonic { get; }

    public EquatableArray<ValueId> Inputs { get; }

    public ValueId Input(int index) =>
        index < Inputs.Count ? Inputs[index] : throw new IrException($"{Mnemonic} needs operand {index}, {Inputs.Count} are given");

    public long Integer(string name) => Find<IntegerAttribute>(name)?.Value ?? throw Missing(name);

    public long Integer(string name, long otherwise) => Find<IntegerAttribute>(name)?.Value ?? otherwise;

    public int Int32(string name) => checked((int)Integer(name));

    public int Int32(string name, int otherwise) => checked((int)Integer(name, otherwise));

    public bool Flag(string name) => Integer(name, 0) != 0;

    public double Real(string name) => Find<RealAttribute>(name)?.Value ?? throw Missing(name);

    public double Real(string name, double otherwise) => Find<RealAttribute>(name)?.Value ?? otherwise;

    public string Text(string name) => Find<TextAttribute>(name)?.Value ?? throw Missing(name);

    public string? TextOrNull(string name) => Find<TextAttribute>(name)?.Value;

    public EquatableArray<long> Integers(string name) => Find<IntegersAttribute>(name)?.Values ?? throw Missing(name);

    public EquatableArray<int> Int32s(string name) => Integers(name).Select(static value => checked((int)value)).ToEquatableArray();

    public EquatableArray<double> Reals(string name) => Find<RealsAttribute>(name)?.Values ?? throw Missing(name);

    private T? Find<T>(string name)
        where T : AttributeValue
    {
        if (!attributes.TryGetValue(name, out AttributeValue? value))
        {
            return null;
        }

        return value as T ?? throw new IrException($"{Mnemonic}: attribute '{name}' has the wrong kind of value");
    }

    private IrException Missing(string name) => new($"{Mnemonic} needs the attribute '{name}'");
}
