using System.Buffers.Binary;
using System.Net;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Gives a network device a further IPv4 address, and not the network around it (netdevice(7), SIOCSIFADDR).</summary>
/// <param name="Alias">The device, a colon and a number: at most 15 bytes.</param>
/// <param name="Address">The address.</param>
public sealed record InterfaceAddressStep(string Alias, IPAddress Address) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "ioctl";

    /// <inheritdoc/>
    public override string Description => $"{Address}/32 on {Alias} (SIOCSIFADDR)";

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.AddAddress,
        Text1 = texts.Add(Alias),
        Value1 = BinaryPrimitives.ReadUInt32BigEndian(Address.GetAddressBytes()),
    };
}
