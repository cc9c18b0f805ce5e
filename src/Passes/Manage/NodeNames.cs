namespace PowerSoftmax.Passes.Manage;

/// <summary>Names of nodes that one node became.</summary>
public static class NodeNames
{
    /// <summary>The name with a part more, before its role: <c>/a/Mul#power</c> and <c>rescale</c> make <c>/a/Mul.rescale#power</c>.</summary>
    public static string With(string name, string part)
    {
        int role = name.IndexOf('#');
        return role < 0 ? name + "." + part : name[..role] + "." + part + name[role..];
    }
}
