using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>
/// The parts of a node's name: <c>/layer.0/attention/PowerSoftmax.rescale#power</c> is the step <c>rescale</c> of the role
/// <c>power</c> of the model's node <c>/layer.0/attention/PowerSoftmax</c>.
/// </summary>
/// <param name="Model">Name of the model's node.</param>
/// <param name="Steps">What the compiler added to make one node's value, outermost last; see <see cref="KnownSteps"/>.</param>
/// <param name="Role">The part the node plays where one node of the model became several; empty where it did not.</param>
public sealed record NodePath(string Model, EquatableArray<string> Steps, string Role)
{
    /// <summary>Suffixes of names that stand for a step and not for a value of the model.</summary>
    public static IReadOnlyList<string> KnownSteps { get; } = new[] { "bias", "interval", "match", "relinearize", "replicate", "rescale", "unit" };

    /// <summary>Begins the role of what turns scores into weights: <c>softmax.power</c>, <c>softmax.sum</c>.</summary>
    public const string SoftmaxRole = "softmax";

    /// <summary>Whether the node turns scores into weights: powers, their sum over keys, and its inverse.</summary>
    public bool IsSoftmax => Role == SoftmaxRole || Role.StartsWith(SoftmaxRole + ".", StringComparison.Ordinal) || Role.StartsWith(SoftmaxRole + "#", StringComparison.Ordinal);

    /// <summary>The directories of the model's node, without the node itself.</summary>
    public EquatableArray<string> Directories => Segments().Take(Math.Max(0, Segments().Length - 1)).ToEquatableArray();

    /// <summary>The last segment of the model's node: usually its operator.</summary>
    public string Leaf => Segments().LastOrDefault() ?? Model;

    /// <summary>
    /// The layer the node belongs to: the path up to the first numbered directory and one more, otherwise its first two directories.
    /// <c>/bert/layer.0/attention/self/query/MatMul</c> is in <c>bert/layer.0/attention</c>; a name without directories in none (empty).
    /// </summary>
    public string Group
    {
        get
        {
            string[] directories = Directories.ToArray();
            int numbered = Array.FindIndex(directories, static directory => char.IsDigit(directory[directory.Length - 1]));
            return string.Join("/", directories.Take(numbered < 0 ? 2 : numbered + 2));
        }
    }

    public static NodePath Parse(string name)
    {
        int hash = name.IndexOf('#');
        string model = hash < 0 ? name : name.Substring(0, hash);
        string role = hash < 0 ? string.Empty : name.Substring(hash + 1);
        List<string> steps = new();
        for (int dot = model.LastIndexOf('.'); dot > 0 && KnownSteps.Contains(model.Substring(dot + 1)); dot = model.LastIndexOf('.'))
        {
            steps.Insert(0, model.Substring(dot + 1));
            model = model.Substring(0, dot);
        }

        if (KnownSteps.Contains(role))
        {
            steps.Insert(0, role);
            role = string.Empty;
        }

        return new NodePath(model, steps.ToEquatableArray(), role);
    }

    private string[] Segments() => Model.Split(new[] { '/' }, StringSplitOptions.RemoveEmptyEntries);
}
