/** System calls that no program of a course needs, and through which kernels have been broken into or are configured. */
const forbidden = [
  ...['acct', 'clock_adjtime', 'clock_settime', 'settimeofday', 'stime', 'reboot', 'swapon', 'swapoff'],
  ...['init_module', 'finit_module', 'delete_module', 'create_module', 'query_module', 'get_kernel_syms'],
  ...['kexec_load', 'kexec_file_load', 'ioperm', 'iopl', 'nfsservctl', 'quotactl', 'lookup_dcookie'],
  ...['add_key', 'keyctl', 'request_key', 'bpf', 'perf_event_open', 'userfaultfd'],
  ...['io_uring_setup', 'io_uring_enter', 'io_uring_register', 'name_to_handle_at', 'open_by_handle_at'],
  ...[
    'process_vm_readv',
    'process_vm_writev',
    'move_pages',
    '_sysctl',
    'sysfs',
    'uselib',
    'ustat',
    'vm86',
    'vm86old',
  ],
];

/**
 * The filter of our containers, for their security options. Docker's own forbids what a sandbox is made with: user namespaces and
 * mounts. This one forbids what neither a sandbox nor a program needs; it holds for all that runs below it.
 * @see https://docs.docker.com/engine/security/seccomp/
 */
export const seccompProfile = JSON.stringify({
  defaultAction: 'SCMP_ACT_ALLOW',
  archMap: [
    { architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'] },
    { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: ['SCMP_ARCH_ARM'] },
  ],
  syscalls: [{ names: forbidden, action: 'SCMP_ACT_ERRNO' }],
});
