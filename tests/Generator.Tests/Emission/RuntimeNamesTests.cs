extern alias generator;

using System.Reflection;
using generator::PowerSoftmax.Generator;
using generator::PowerSoftmax.Generator.Emission;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Generator.Tests.Emission;

/// <summary>The generator knows the runtime by name only; here the names meet the types.</summary>
public sealed class RuntimeNamesTests
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Theory]
    [InlineData(RuntimeNames.EncryptedModelAttribute, typeof(EncryptedModelAttribute))]
    [InlineData(RuntimeNames.ModelClient, typeof(Client.ModelClient))]
    [InlineData(RuntimeNames.ModelServer, typeof(ModelServer))]
    [InlineData(RuntimeNames.ServerOptions, typeof(ServerOptions))]
    [InlineData(RuntimeNames.Circuit, typeof(Circuit))]
    [InlineData(RuntimeNames.CircuitSession, typeof(CircuitSession))]
    [InlineData(RuntimeNames.Bundle, typeof(CiphertextBundle))]
    [InlineData(RuntimeNames.EvaluationKeys, typeof(EvaluationKeys))]
    [InlineData(RuntimeNames.KeyDirectory, typeof(KeyDirectory))]
    public void TypesHaveTheirNames(string name, Type type)
    {
        Assert.Equal(type.FullName, name);
        Assert.True(type.IsPublic);
    }

    [Fact]
    public void TheAttributeTakesModelAndCalibration()
    {
        Assert.NotNull(typeof(EncryptedModelAttribute).GetConstructor([typeof(string)]));
        Assert.Equal(typeof(string), typeof(EncryptedModelAttribute).GetProperty(RuntimeNames.CalibrationProperty)?.PropertyType);
    }

    [Fact]
    public void CircuitsLoadFromResources()
    {
        MethodInfo? method = typeof(Circuit).GetMethod(RuntimeNames.LoadResources, [typeof(Assembly), typeof(string), typeof(string)]);

        Assert.True(method is { IsStatic: true, IsPublic: true });
        Assert.Equal(typeof(Circuit), method.ReturnType);
    }

    [Fact]
    public void TheServerHasOneMethodToOverride()
    {
        MethodInfo method = Assert.Single(typeof(ModelServer).GetMethods(Declared), static method => method.IsAbstract);

        Assert.Equal(RuntimeNames.Run, method.Name);
        Assert.Equal([typeof(CircuitSession)], method.GetParameters().Select(static parameter => parameter.ParameterType));
    }

    [Fact]
    public void EmittedMethodsHideNoMemberOfTheServer()
    {
        IEnumerable<string> members = typeof(ModelServer).GetMembers(Declared)
            .Where(static member => member is not MethodBase method || !method.IsSpecialName && !method.IsPrivate)
            .Where(static member => member is not FieldInfo { IsPrivate: true })
            .Where(static member => !member.Name.StartsWith('<'))
            .Select(static member => member.Name);

        Assert.Empty(members.Except(RuntimeNames.ServerMembers));
    }

    [Fact]
    public void EveryCkksOpHasACall() => Assert.Equal(
        CkksOps.Table.Select(static line => line.Key).Order(StringComparer.Ordinal),
        OperationNames.Mnemonics.Order(StringComparer.Ordinal));

    [Fact]
    public void TheSessionHasTheMethodOfEveryOp()
    {
        foreach (Type op in typeof(CkksOp).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(CkksOp)) && !type.IsAbstract))
        {
            string method = op.Name["Ckks".Length..];
            ParameterInfo[] given = op.GetConstructors()[0].GetParameters();
            int operands = given.Count(static parameter => parameter.ParameterType == typeof(ValueId));
            Type[] parameters = Array.Exists(given, static parameter => parameter.ParameterType == typeof(EquatableArray<ValueId>))
                ? [typeof(ReadOnlySpan<CiphertextBundle>), typeof(int)]
                : [.. Enumerable.Repeat(typeof(CiphertextBundle), operands), typeof(int)];

            MethodInfo? found = typeof(CircuitSession).GetMethod(method, parameters);
            Assert.True(found is { IsPublic: true }, $"CircuitSession has no {method} for {operands} operands");
            Assert.Equal(op == typeof(CkksOutput) ? typeof(void) : typeof(CiphertextBundle), found.ReturnType);
        }
    }

    [Fact]
    public void TheSessionFreesManyAtOnce() =>
        Assert.NotNull(typeof(CircuitSession).GetMethod(RuntimeNames.Release, [typeof(ReadOnlySpan<CiphertextBundle>)]));
}
