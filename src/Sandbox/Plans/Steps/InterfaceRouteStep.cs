using System.Buffers.Binary;
using System.Net;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Has one IPv4 destination, and no other, go out through a network device (rtnetlink(7), SIOCADDRT).</summary>
/// <param name="Device">The device, at most 15 bytes.</param>
/// <param name="Destination">The destination.</param>
public sealed record InterfaceRouteStep(string Device, IPAddress Destination) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "ioctl";

    /// <inheritdoc/>
    public override string Description => $"{Destination}/32 through {Device} (SIOCADDRT)";

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.AddRoute,
        Text1 = texts.Add(Device),
        Value1 = BinaryPrimitives.ReadUInt32BigEndian(Destination.GetAddressBytes()),
    };
}
