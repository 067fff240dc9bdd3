using System.Diagnostics.CodeAnalysis;
using Sandbox.Init.Linux;
using Sandbox.Init.Monitor;
using Sandbox.Init.Plan;

namespace Sandbox.Init.StandIn;

/// <summary>An init that has its namespaces, and waits for its plan.</summary>
internal unsafe struct EarlyInit
{
    private readonly uint namespaces;
    private readonly InitConnection connection;

    private EarlyInit(uint namespaces, InitConnection connection, int id)
    {
        this.namespaces = namespaces;
        this.connection = connection;
        Id = id;
    }

    /// <summary>Its process id; 0 or less where it could not be started.</summary>
    public int Id { get; }

    public readonly InitConnection Connection => connection;

    /// <summary>Starts it. Where the kernel refuses, the plan is started later, in the usual way, which tells why.</summary>
    /// <param name="namespaces">The namespaces it gets.</param>
    /// <param name="host">The socket's end that is sandbox-init's.</param>
    /// <param name="standIn">What reads the other end.</param>
    /// <param name="lowest">The least number of what is opened.</param>
    public static EarlyInit Start(uint namespaces, HostSocket host, StandIn* standIn, int lowest)
    {
        if (InitConnection.Open(lowest, out var connection).Failed)
        {
            return default;
        }

        var id = (int)Processes.Fork(namespaces);
        if (id == 0)
        {
            var link = connection.BecomeInits();
            standIn->BecomeInits();
            AwaitPlan(host, link);
        }

        connection.BecomeMonitors();
        return new EarlyInit(namespaces, connection, id);
    }

    /// <summary>Hands a plan over.</summary>
    /// <param name="plan">A valid plan, which is in the file right before the socket.</param>
    /// <param name="host">The socket.</param>
    /// <returns>False where it is not one for this init.</returns>
    public readonly bool Take(PlanView plan, HostSocket host)
    {
        if (Id <= 0 || plan.HasWrapper || plan.HasCgroup || plan.Header->Namespaces != namespaces || plan.Header->PassedDescriptors != 0)
        {
            return false;
        }

        var here = Milestone.None;
        return Sockets.SendWithDescriptor(connection.Link, &here, sizeof(Milestone), host.Descriptor - 1) == sizeof(Milestone);
    }

    /// <summary>Ends it; nobody has anything inside.</summary>
    public readonly void Kill()
    {
        if (Id > 0)
        {
            int status;
            Signals.Send(Id, Signals.SIGKILL);
            Processes.Wait(Id, &status, 0);
        }
    }

    [DoesNotReturn]
    private static void AwaitPlan(HostSocket host, MonitorLink link)
    {
        Milestone here;
        var length = Sockets.ReceiveWithDescriptor(link.Descriptor, &here, sizeof(Milestone), out var file);
        var planDescriptor = host.Descriptor - 1;
        if (length <= 0 || file < 0 || Descriptors.DuplicateTo(file, planDescriptor) < 0)
        {
            // The monitor is gone, or has no use for it.
            Processes.Exit(1);
        }

        Files.Close(file);
        var outcome = MonitorProcess.LoadPlan(planDescriptor, host, out var plan, out var where);
        if (outcome.Failed)
        {
            host.SendStepFailed(where.Stage, where.Step, outcome);
            Processes.Exit(1);
        }

        MonitorProcess.BecomeInit(plan, host, link);
    }
}
