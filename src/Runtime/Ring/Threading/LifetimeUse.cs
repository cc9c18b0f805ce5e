namespace PowerSoftmax.Runtime.Ring;

/// <summary>One use of an object that has a <see cref="Lifetime"/>, until disposed; to be disposed once.</summary>
internal readonly struct LifetimeUse(Lifetime lifetime, int thread) : IDisposable
{
    public void Dispose() => lifetime.Leave(thread);
}
