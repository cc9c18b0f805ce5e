using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Model;

/// <summary>The circuit of <see cref="InsecureCircuit"/> under parameters of SEAL's form, with other ends.</summary>
internal static class InsecureSealCircuit
{
    private static readonly TensorType Hidden = new(ElementType.Float32, Shape.Of(8, 16));

    /// <param name="prologue">From the model's input, a tensor of shape [1, 8, 16]; null leaves the graph out.</param>
    /// <param name="epilogue">From the decrypted tensor of shape [8, 16]; null leaves the graph out.</param>
    public static Circuit Create(Func<GraphBuilder, ValueId, ValueId>? prologue = null, Func<GraphBuilder, ValueId, ValueId>? epilogue = null)
    {
        Module module = InsecureCircuit.Module(specialPrimes: 1);
        List<Graph> graphs = [module.Find(ModuleKeys.Circuit)!];
        if (prologue is not null)
        {
            graphs.Add(End(ModuleKeys.Prologue, ("pixels", Hidden with { Shape = Shape.Of(1, 8, 16) }), "x", module, prologue));
        }

        if (epilogue is not null)
        {
            graphs.Add(End(ModuleKeys.Epilogue, ("y", Hidden), "probabilities", module, epilogue));
        }

        return Circuit.Of(module with { Graphs = graphs.ToEquatableArray() });
    }

    public static double DefaultScale(int level) => Create().Parameters.DefaultScale(new Level(level)).Value;

    private static Graph End(
        string name, (string Name, TensorType Type) input, string output, Module module, Func<GraphBuilder, ValueId, ValueId> body)
    {
        GraphBuilder builder = new(name, module.Weights);
        ValueId value = builder.Add(new Input(input.Name, input.Type), input.Name);
        builder.Output(output, body(builder, value));
        return builder.Build();
    }
}
