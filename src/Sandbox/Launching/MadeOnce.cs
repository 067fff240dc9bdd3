namespace Sandbox.Launching;

/// <summary>
/// Something of which the process has one, made when it is first asked for. Unlike a <see cref="Lazy{T}"/> it keeps no failure:
/// what could not be made, for want of descriptors for instance, is tried again the next time.
/// </summary>
/// <param name="make">Makes it.</param>
internal sealed class MadeOnce<T>(Func<T> make)
    where T : class
{
    private readonly Lock _gate = new();
    private volatile T? _value;

    /// <summary>What was made; throws what making it throws.</summary>
    public T Value => _value ?? Make();

    private T Make()
    {
        lock (_gate)
        {
            return _value ??= make();
        }
    }
}
