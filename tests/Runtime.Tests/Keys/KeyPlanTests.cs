using CsCheck;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Keys;

public sealed class KeyPlanTests
{
    [Fact]
    public void ACircuitsPlanHasEveryKeySwitchOfEveryStepInOrder()
    {
        Circuit circuit = InsecureCircuit.Create();
        KeyPlan plan = circuit.KeyPlan;

        Assert.Equal(plan.Uses.Select(static use => use.Step).Order(), plan.Uses.Select(static use => use.Step));
        Assert.All(Enumerable.Range(0, circuit.Graph.Nodes.Count), step =>
            Assert.Equal(circuit.KeySwitchesOf(step), plan.Uses.Count(use => use.Step == step)));
        Assert.Equal(
            circuit.RequiredKeys.All.Select(static need => need.Purpose).Order(), plan.Purposes.Order());
        Assert.Equal(
            new[] { 1, 2, 4, 8 }.Select(steps => new KeyPurpose(GaloisElement.ForRotation(steps, circuit.Parameters.LogN))),
            plan.Uses.Where(static use => use.Step == 8).Select(static use => use.Purpose));
    }

    [Fact]
    public void LevelsOfUsesAreThoseTheKeysMustReach()
    {
        Circuit circuit = InsecureCircuit.Create();

        Assert.All(circuit.RequiredKeys.All, need => Assert.Equal(
            need.MaxLevel, new Level(circuit.KeyPlan.Uses.Where(use => use.Purpose == need.Purpose).Max(static use => use.Level.Value))));
    }

    [Fact]
    public void WithRoomForAllEveryKeyIsLoadedOnce()
    {
        KeyPlan plan = Plan([3, 5, 3, 7, 5, 3]);

        Assert.Equal(new KeySchedule(3, 3), plan.Predict(static _ => 1, 3, evaluations: 4));
    }

    [Fact]
    public void TheKeyWhoseNextUseIsFarthestGoes()
    {
        // 7 makes room by dropping 3, which is needed last; in the next evaluation only 3 is missing, and so on.
        KeyPlan plan = Plan([3, 5, 7, 5, 7, 3]);

        Assert.Equal(new KeySchedule(4, 2), plan.Predict(static _ => 1, 2));
    }

    [Fact]
    public void FewestLoadsThatAnyChoiceReaches() => Gen.Select(Gen.Int[0, 4].Array[1, 9], Gen.Int[1, 3]).Sample((order, room) =>
    {
        uint[] elements = Array.ConvertAll(order, static index => (uint)(2 * index) + 3);

        Assert.Equal(LeastLoads(elements, 0, [], room), Plan(elements).Predict(static _ => 1, room).Loads);
    });

    [Fact]
    public void BytesNeverExceedTheBudget() => Gen.Select(Gen.Int[0, 6].Array[1, 40], Gen.Long[7, 30]).Sample((order, budget) =>
    {
        uint[] elements = Array.ConvertAll(order, static index => (uint)(2 * index) + 3);
        KeySchedule schedule = Plan(elements).Predict(static purpose => (purpose.Element!.Value.Value - 1) / 2, budget, evaluations: 2);

        Assert.InRange(schedule.PeakBytes, 1, budget);
    });

    private static KeyPlan Plan(uint[] elements) =>
        new(elements.Select(static (element, step) => new KeyUse(step, new KeyPurpose(new GaloisElement(element)), new Level(1))));

    /// <summary>Tries every key that could go; the last evaluation is not followed by another, which only makes it cheaper.</summary>
    private static int LeastLoads(uint[] order, int position, uint[] resident, int room)
    {
        if (position == order.Length)
        {
            return 0;
        }

        uint wanted = order[position];
        if (resident.Contains(wanted))
        {
            return LeastLoads(order, position + 1, resident, room);
        }

        return 1 + (resident.Length < room
            ? LeastLoads(order, position + 1, [.. resident, wanted], room)
            : resident.Min(dropped => LeastLoads(order, position + 1, [.. resident.Where(key => key != dropped), wanted], room)));
    }
}
