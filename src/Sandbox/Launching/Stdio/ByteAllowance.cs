namespace Sandbox.Launching;

/// <summary>So many bytes and no more: what comes after them is read, so that whoever writes it need not wait, and dropped.</summary>
/// <param name="most">The most bytes, 0 or more.</param>
internal sealed class ByteAllowance(long most)
{
    private long _left = most;

    /// <summary>Whether there was more.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>How many of them are within, from the first on.</returns>
    public int Take(int count)
    {
        var within = (int)Math.Min(count, _left);
        _left -= within;
        IsExceeded |= within < count;
        return within;
    }
}
