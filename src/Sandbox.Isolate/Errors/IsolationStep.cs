namespace Sandbox.Isolate.Errors;

/// <summary>What was being done when something was refused.</summary>
internal enum IsolationStep
{
    None = 0,
    CheckThreads,
    CheckIds,
    Fork,
    WaitForTrial,
    EnterNamespaces,
    DenySetgroups,
    MapUser,
    MapGroup,
    FindShm,
    MakeShm,
    CoverShm,
    OpenSocket,
    BringLoopbackUp,
    AddAddress,
    AddRoute,
    FindHosts,
    CoverHosts,
    DenyProgram,
    ForbidNewPrivileges,
    InstallFilter,
    DropCapabilities,
}
