using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Identity;

public sealed class CircuitHashTests
{
    [Fact]
    public void ItIsTheOneInTheFile()
    {
        Module module = InsecureCircuit.Module();
        byte[] weights = WeightFile.Write(module.Weights);
        Module written = ModuleSeal.Apply(module.WithMeta(ModuleKeys.WeightsSha256, WeightFile.Sha256(weights)));

        Circuit read = Circuit.Load("file", ModuleWriter.Write(written), weights);

        Assert.Equal(written.Meta(ModuleKeys.TextSha256), read.Hash.Text);
        Assert.Equal(read.Hash, Circuit.Of(module).Hash);
        Assert.Equal(read.Hash, Circuit.Of(written).Hash);
    }

    [Fact]
    public void OtherWeightsAreAnotherCircuitEvenUnderAnOldHash()
    {
        Module module = InsecureCircuit.Module();
        Module sealedModule = ModuleSeal.Apply(module.WithMeta(ModuleKeys.WeightsSha256, WeightFile.Sha256(WeightFile.Write(module.Weights))));
        Module retrained = sealedModule with { Weights = module.Weights.With("b", Tensor.Float(Shape.Of(16), new double[16])) };

        Assert.NotEqual(Circuit.Of(sealedModule).Hash, Circuit.Of(retrained).Hash);
    }

    [Fact]
    public void BytesAndTextReadBack()
    {
        CircuitHash hash = InsecureCircuit.Create().Hash;

        Assert.Equal(hash, CircuitHash.FromBytes(hash.ToBytes()));
        Assert.Equal(64, hash.Text.Length);
        Assert.StartsWith(hash.Short, hash.Text);
        Assert.Throws<ArgumentException>(() => CircuitHash.FromBytes(new byte[31]));
    }
}
