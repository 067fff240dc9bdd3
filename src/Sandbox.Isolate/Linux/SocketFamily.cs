namespace Sandbox.Isolate.Linux;

/// <summary>Families of sockets that are not of a network namespace (socket(2)).</summary>
internal static class SocketFamily
{
    public const uint AF_VSOCK = 40;
    public const uint AF_QIPCRTR = 42;
}
