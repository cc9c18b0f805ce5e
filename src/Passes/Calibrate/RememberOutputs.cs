using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Notes in the module's metadata which node of the imported model makes each output, for later comparison.</summary>
public sealed class RememberOutputs : IPass
{
    public string Name => "remember-outputs";

    /// <summary>Metadata key for the node that makes an output.</summary>
    public static string Key(string outputName) => $"model.output.{outputName}";

    public Module Run(Module module, PassContext context)
    {
        Graph? model = module.Find(ModuleKeys.Model);
        return model is null
            ? module
            : model.Outputs.Aggregate(module, (current, output) => current.WithMeta(Key(output.Name), model[output.Value].Name));
    }
}
