namespace PowerSoftmax.Runtime.Ring;

/// <summary>Everything on the caller's thread, in order.</summary>
internal sealed class SequentialWorkers : IWorkers
{
    public int Count => 1;

    public void Run(int count, Action<int, int> body)
    {
        for (int index = 0; index < count; index++)
        {
            body(index, 0);
        }
    }
}
