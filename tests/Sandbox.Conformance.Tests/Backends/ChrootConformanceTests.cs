namespace Sandbox.Conformance.Tests;

// What holds for every back-end
public sealed class ChrootBackendTests : BackendConformance<ChrootSource>;

public sealed class ChrootCommandTests : CommandConformance<ChrootSource>;

public sealed class ChrootLifetimeTests : LifetimeConformance<ChrootSource>;

public sealed class ChrootStreamTests : StreamConformance<ChrootSource>;

// What the command sees
public sealed class ChrootBindMountTests : BindMountConformance<ChrootSource>;

public sealed class ChrootDenyBlockTests : DenyBlockConformance<ChrootSource>;

public sealed class ChrootDenyHideTests : DenyHideConformance<ChrootSource>;

public sealed class ChrootDenyMessageTests : DenyMessageConformance<ChrootSource>;

public sealed class ChrootDevMountTests : DevMountConformance<ChrootSource>;

public sealed class ChrootDirectoryRootTests : DirectoryRootConformance<ChrootSource>;

public sealed class ChrootEphemeralRootTests : EphemeralRootConformance<ChrootSource>;

public sealed class ChrootHermeticRootTests : HermeticRootConformance<ChrootSource>;

public sealed class ChrootHostRootTests : HostRootConformance<ChrootSource>;

public sealed class ChrootKernelMountTests : KernelMountConformance<ChrootSource>;

public sealed class ChrootOutputsTests : OutputsConformance<ChrootSource>;

public sealed class ChrootProcMountTests : ProcMountConformance<ChrootSource>;

public sealed class ChrootReadOnlyBindMountTests : ReadOnlyBindMountConformance<ChrootSource>;

public sealed class ChrootReadOnlyHostRootTests : ReadOnlyHostRootConformance<ChrootSource>;

public sealed class ChrootSynthesizedFileTests : SynthesizedFileConformance<ChrootSource>;

public sealed class ChrootTmpfsMountTests : TmpfsMountConformance<ChrootSource>;

public sealed class ChrootTmpfsSizeTests : TmpfsSizeConformance<ChrootSource>;

public sealed class ChrootWritablePathsTests : WritablePathsConformance<ChrootSource>;

// What it is kept from
public sealed class ChrootDomainNameTests : DomainNameConformance<ChrootSource>;

public sealed class ChrootHostNameTests : HostNameConformance<ChrootSource>;

public sealed class ChrootHostNetworkTests : HostNetworkConformance<ChrootSource>;

public sealed class ChrootIpcIsolationTests : IpcIsolationConformance<ChrootSource>;

public sealed class ChrootLeastPrivilegeTests : LeastPrivilegeConformance<ChrootSource>;

public sealed class ChrootLoopbackAddressesTests : LoopbackAddressesConformance<ChrootSource>;

public sealed class ChrootNetworkIsolationTests : NetworkIsolationConformance<ChrootSource>;

public sealed class ChrootProcessIsolationTests : ProcessIsolationConformance<ChrootSource>;

public sealed class ChrootSecurityBoundaryTests : SecurityBoundaryConformance<ChrootSource>;

public sealed class ChrootUserMappingTests : UserMappingConformance<ChrootSource>;

// How it runs
public sealed class ChrootAsPid1Tests : AsPid1Conformance<ChrootSource>;

public sealed class ChrootCgroupTests : CgroupConformance<ChrootSource>;

public sealed class ChrootCgroupParentTests : CgroupParentConformance<ChrootSource>;

public sealed class ChrootFakeChownTests : FakeChownConformance<ChrootSource>;

public sealed class ChrootFileTransferTests : FileTransferConformance<ChrootSource>;

public sealed class ChrootKeepFileDescriptorsTests : KeepFileDescriptorsConformance<ChrootSource>;

public sealed class ChrootNewSessionTests : NewSessionConformance<ChrootSource>;

// What it may use up
public sealed class ChrootCpusLimitTests : CpusLimitConformance<ChrootSource>;

public sealed class ChrootCpuTimeLimitTests : CpuTimeLimitConformance<ChrootSource>;

public sealed class ChrootFileSizeLimitTests : FileSizeLimitConformance<ChrootSource>;

public sealed class ChrootMemoryLimitTests : MemoryLimitConformance<ChrootSource>;

public sealed class ChrootOutputLimitTests : OutputLimitConformance<ChrootSource>;

public sealed class ChrootProcessLimitTests : ProcessLimitConformance<ChrootSource>;

public sealed class ChrootResourceLimitsTests : ResourceLimitsConformance<ChrootSource>;

public sealed class ChrootWallTimeLimitTests : WallTimeLimitConformance<ChrootSource>;
