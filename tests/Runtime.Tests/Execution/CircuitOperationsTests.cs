using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Runtime.Tests.Execution;

public class CircuitOperationsTests
{
    [Fact]
    public void EveryOpOfTheDialectHasItsCallAndNoneIsLeftOver()
    {
        IEnumerable<Type> ops = typeof(CkksOp).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(CkksOp)) && !type.IsAbstract);

        Assert.Equal(ops.Select(static type => type.Name).Order(), CircuitOperations.Table.Keys.Select(static type => type.Name).Order());
    }
}
