using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Levels;

namespace PowerSoftmax.Passes.Manage;

/// <summary>Appends Ckks nodes with exact scales: at level l every settled value has the scale that the parameters give to l.</summary>
internal sealed class CkksWriter(CkksParameterSet parameters, WeightTable weights, string graphName)
{
    private readonly GraphBuilder builder = new(graphName, weights);
    private readonly Dictionary<(ValueId Value, Level Level), ValueId> matched = [];
    private readonly Dictionary<ValueId, ValueId> bootstrapped = [];

    public Scale ScaleAt(Level level) => parameters.DefaultScale(level);

    public ValueId Add(CkksOp op, string name) => builder.Add(op, name);

    public void Output(string name, ValueId value) => builder.Output(name, value);

    public Graph Build() => builder.Build();

    /// <summary>Makes a ciphertext of degree 1 and default scale of a product that has neither.</summary>
    public ValueId Settle(ValueId product, string name)
    {
        CiphertextType type = TypeOf(product);
        ValueId linear = type.Degree == 1 ? product : Add(new CkksRelinearize(product), NodeNames.With(name, "relinearize"));
        return Add(new CkksRescale(linear, (long)parameters.Q[type.Level.Value]), NodeNames.With(name, "rescale"));
    }

    /// <summary>The value at a level not above its own; each value is brought to each level once.</summary>
    public ValueId At(ValueId value, Level level)
    {
        if (TypeOf(value).Level == level)
        {
            return value;
        }

        if (!matched.TryGetValue((value, level), out ValueId lower))
        {
            lower = Add(new CkksMatchLevel(value, level, ScaleAt(level)), NodeNames.With(builder[value].Name, "match"));
            matched.Add((value, level), lower);
        }

        return lower;
    }

    /// <summary>The raised copy of a value; made where it is first needed, so that only the small original lives until then.</summary>
    public ValueId Bootstrap(ValueId value, PlacedBootstrap bootstrap, BootstrapRange range)
    {
        if (!bootstrapped.TryGetValue(value, out ValueId raised))
        {
            CkksBootstrap op = new(value, bootstrap.Target, ScaleAt(bootstrap.Target), bootstrap.Bound, range.Least, range.Top);
            raised = Add(op, NodeNames.With(builder[value].Name, "bootstrap"));
            bootstrapped.Add(value, raised);
        }

        return raised;
    }

    private CiphertextType TypeOf(ValueId value) => (CiphertextType)builder.TypeOf(value);
}
