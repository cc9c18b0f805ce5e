using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Tests.Graphs;

public sealed class NodePathTests
{
    [Theory]
    [InlineData("/layer.0/attention/query/MatMul", "/layer.0/attention/query/MatMul", "", "", "layer.0/attention", "MatMul")]
    [InlineData("/a/Mul.relinearize.rescale#power", "/a/Mul", "relinearize rescale", "power", "a", "Mul")]
    [InlineData("p.unit#inverse", "p", "unit", "inverse", "", "p")]
    [InlineData("x.centered", "x.centered", "", "", "", "x.centered")]
    [InlineData("x.centered.match", "x.centered", "match", "", "", "x.centered")]
    [InlineData("/layer.0/Add#bias", "/layer.0/Add", "bias", "", "layer.0", "Add")]
    [InlineData("/bert/encoder/layer.11/output/dense/MatMul", "/bert/encoder/layer.11/output/dense/MatMul", "", "", "bert/encoder/layer.11/output", "MatMul")]
    [InlineData("/bert/pooler/dense/activation/Tanh", "/bert/pooler/dense/activation/Tanh", "", "", "bert/pooler", "Tanh")]
    [InlineData("", "", "", "", "", "")]
    public void NamesAreTakenApart(string name, string model, string steps, string role, string group, string leaf)
    {
        NodePath path = NodePath.Parse(name);

        Assert.Equal(model, path.Model);
        Assert.Equal(steps, string.Join(" ", path.Steps));
        Assert.Equal(role, path.Role);
        Assert.Equal(group, path.Group);
        Assert.Equal(leaf, path.Leaf);
    }
}
