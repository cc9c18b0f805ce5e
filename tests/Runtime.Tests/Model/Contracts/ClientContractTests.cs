using System.Text.Json;
using PowerSoftmax.Contracts;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Model.Contracts;

public sealed class ClientContractTests
{
    [Fact]
    public void ParametersAreInTheOrderOfSeal()
    {
        Circuit circuit = InsecureSealCircuit.Create();
        ContractEncryption encryption = ClientContract.Of(circuit).Encryption;

        Assert.Equal(circuit.Parameters.N, encryption.PolyModulusDegree);
        Assert.Equal([.. circuit.Parameters.Set.Q, .. circuit.Parameters.Set.P], encryption.CoeffModulus);
        Assert.Equal(0, encryption.SecurityBits);
    }

    [Fact]
    public void KeysAreThoseOfTheCircuitAndNoOthers()
    {
        Circuit circuit = InsecureSealCircuit.Create();
        ContractKeys keys = ClientContract.Of(circuit).Keys;

        Assert.True(keys.Relinearization);
        Assert.Equal(EvaluationKeyNeeds.Of(circuit.Graph).Rotations.Keys.Order(), keys.RotationSteps);
        Assert.Equal(circuit.RequiredKeys.Galois.Count, keys.RotationSteps.Count);
    }

    [Fact]
    public void APackedInputIsWhatTheContractSays()
    {
        Circuit circuit = InsecureSealCircuit.Create();
        ContractInput input = Assert.Single(ClientContract.Of(circuit).Inputs);
        Tensor tensor = Tensor.Float(Shape.Of(8, 16), [.. Enumerable.Range(0, 128).Select(static i => i + 1.0)]);

        double[] packed = [.. input.Elements.Select(element => element < 0 ? 0 : tensor.Values[element])];

        Assert.Equal(Packing.Pack(tensor, circuit.Inputs[0].Layout), packed);
        Assert.Equal(("x", 7), (input.Source, input.CoeffModulusSize));
        Assert.Equal([8, 16], input.Shape);
    }

    [Fact]
    public void AnUnpackedOutputIsWhatTheContractSays()
    {
        Circuit circuit = InsecureSealCircuit.Create();
        ContractOutput output = Assert.Single(ClientContract.Of(circuit).Outputs);
        double[] slots = [.. Enumerable.Range(0, circuit.Parameters.SlotCount).Select(static slot => (double)slot)];

        Assert.Equal(Packing.Unpack(slots, circuit.Outputs[0].Layout, circuit.Outputs[0].Shape).Values, output.Slots.Select(slot => slots[slot]));
        Assert.Equal(2, output.CoeffModulusSize);
    }

    [Fact]
    public void ScalesAreExactInJson()
    {
        ClientContract contract = ClientContract.Of(InsecureSealCircuit.Create());

        JsonElement output = JsonDocument.Parse(contract.ToJson()).RootElement.GetProperty("outputs")[0];

        Assert.Equal(InsecureSealCircuit.DefaultScale(1), output.GetProperty("scale").GetDouble());
        Assert.NotEqual(Math.Round(InsecureSealCircuit.DefaultScale(1)), output.GetProperty("scale").GetDouble());
        Assert.Equal(
            BitConverter.DoubleToUInt64Bits(InsecureSealCircuit.DefaultScale(1)),
            Convert.ToUInt64(output.GetProperty("scaleBits").GetString(), 16));
    }

    [Fact]
    public void ResultsNameEveryStepAfterDecryption()
    {
        Circuit circuit = InsecureSealCircuit.Create(
            static (builder, pixels) => builder.Add(new Reshape(pixels, Shape.Of(8, 16)), "x"),
            static (builder, y) => builder.Add(
                new Reshape(builder.Add(new Softmax(builder.Add(new Transpose(y, EquatableArray<int>.Of(1, 0)), "t"), -1), "s"), Shape.Of(1, 128)), "r"));
        ClientContract contract = ClientContract.Of(circuit);

        ContractResult result = Assert.Single(contract.Results);
        Assert.Equal(("probabilities", "y"), (result.Name, result.Output));
        Assert.Equal(["transpose", "softmax", "reshape"], result.Steps.Select(static step => step.Operation));
        Assert.Equal([1, 0], result.Steps[0].Permutation);
        Assert.Equal(-1, result.Steps[1].Axis);
        Assert.Equal([1, 128], result.Steps[2].Shape);
        Assert.Equal("pixels", contract.Inputs[0].Source);
        Assert.Equal([1, 8, 16], contract.Inputs[0].Shape);
    }

    [Fact]
    public void JsonIsStableAndHasEveryField()
    {
        ClientContract contract = ClientContract.Of(InsecureSealCircuit.Create());
        JsonElement json = JsonDocument.Parse(contract.ToJson()).RootElement;

        Assert.Equal(contract.ToJson(), ClientContract.Of(InsecureSealCircuit.Create()).ToJson());
        Assert.Equal(ClientContract.FormatName, json.GetProperty("format").GetString());
        Assert.Equal(ClientContract.FormatVersion, json.GetProperty("version").GetInt32());
        Assert.Equal(64, json.GetProperty("circuit").GetString()!.Length);
        Assert.Equal(contract.Inputs[0].Elements, json.GetProperty("inputs")[0].GetProperty("elements").EnumerateArray().Select(static item => item.GetInt32()));
        Assert.Equal(contract.Encryption.CoeffModulus, json.GetProperty("encryption").GetProperty("coeffModulus").EnumerateArray().Select(static item => item.GetUInt64()));
        Assert.True(contract.ToJson().Split('\n').Length < 60, "lists of numbers stay on one line");
    }

    [Fact]
    public void ACircuitForHybridKeysHasNoContract()
    {
        UnsupportedContractException error = Assert.Throws<UnsupportedContractException>(() => ClientContract.Of(InsecureCircuit.Create()));

        Assert.Contains("2 special primes", error.Message);
        Assert.Contains("--key-format seal", error.Message);
    }

    [Fact]
    public void ACircuitForManyInputsHasNoContract()
    {
        Circuit batch = Circuit.Of(InsecureCircuit.Module().WithMeta(ModuleKeys.Batch, "8"));

        Assert.Contains("it takes 8 inputs at once", Assert.Throws<UnsupportedContractException>(() => ClientContract.Of(batch)).Message);
    }

    [Fact]
    public void WhatAClientCannotBeToldIsNamed()
    {
        Circuit before = InsecureSealCircuit.Create(static (builder, pixels) => builder.Add(
            new Negate(builder.Add(new Reshape(pixels, Shape.Of(8, 16)), "r")), "/preprocessing/Neg"));
        Circuit after = InsecureSealCircuit.Create(null, static (builder, y) => builder.Add(new Negate(y), "/postprocessing/Neg"));

        Assert.Contains("'/preprocessing/Neg' (tensor.negate) before it encrypts", Assert.Throws<UnsupportedContractException>(() => ClientContract.Of(before)).Message);
        Assert.Contains("'/postprocessing/Neg' (tensor.negate) after decryption", Assert.Throws<UnsupportedContractException>(() => ClientContract.Of(after)).Message);
    }
}
