import { constants } from 'node:os';

/**
 * System calls that no program of a course needs, by their numbers: through them kernels have been broken into, are
 * configured, or other programs are looked into.
 * @see https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html
 */
const forbidden: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  x64: {
    ...{ ptrace: 101, syslog: 103, uselib: 134, ustat: 136, sysfs: 139, pivot_root: 155, _sysctl: 156 },
    ...{ acct: 163, settimeofday: 164, mount: 165, umount2: 166, swapon: 167, swapoff: 168, reboot: 169 },
    ...{ sethostname: 170, setdomainname: 171, iopl: 172, ioperm: 173, create_module: 174 },
    ...{ init_module: 175, delete_module: 176, get_kernel_syms: 177, query_module: 178, quotactl: 179 },
    ...{ nfsservctl: 180, lookup_dcookie: 212, clock_settime: 227, kexec_load: 246, add_key: 248 },
    ...{ request_key: 249, keyctl: 250, unshare: 272, move_pages: 279, perf_event_open: 298 },
    ...{ name_to_handle_at: 303, open_by_handle_at: 304, clock_adjtime: 305, setns: 308 },
    ...{ process_vm_readv: 310, process_vm_writev: 311, kcmp: 312, finit_module: 313 },
    ...{ kexec_file_load: 320, bpf: 321, userfaultfd: 323 },
  },
  arm64: {
    ...{ lookup_dcookie: 18, umount2: 39, mount: 40, pivot_root: 41, nfsservctl: 42, quotactl: 60, acct: 89 },
    ...{ unshare: 97, kexec_load: 104, init_module: 105, delete_module: 106, clock_settime: 112 },
    ...{ syslog: 116, ptrace: 117, reboot: 142, sethostname: 161, setdomainname: 162, settimeofday: 170 },
    ...{ add_key: 217, request_key: 218, keyctl: 219, swapon: 224, swapoff: 225, move_pages: 239 },
    ...{ perf_event_open: 241, name_to_handle_at: 264, open_by_handle_at: 265, clock_adjtime: 266 },
    ...{ setns: 268, process_vm_readv: 270, process_vm_writev: 271, kcmp: 272, finit_module: 273 },
    ...{ bpf: 280, userfaultfd: 282, kexec_file_load: 294 },
  },
};

/** The same numbers everywhere. */
const forbiddenEverywhere = {
  ...{ io_uring_setup: 425, io_uring_enter: 426, io_uring_register: 427, open_tree: 428, move_mount: 429 },
  ...{ fsopen: 430, fsconfig: 431, fsmount: 432, fspick: 433, pidfd_getfd: 438, mount_setattr: 442 },
};

/** What the kernel calls the processor, and its number for `clone`. */
const machines: Readonly<Record<string, { readonly audit: number; readonly clone: number }>> = {
  x64: { audit: 0xc000003e, clone: 56 },
  arm64: { audit: 0xc00000b7, clone: 220 },
};

/** Its flags cannot be looked at here; the C library then takes `clone`. */
const clone3 = 435;
/** Every CLONE_NEW... of `clone`: a namespace of one's own is the door to most of the kernel. */
const namespaceFlags = 0x7e020000;
/** Numbers of the x32 interface begin here. */
const x32 = 0x40000000;

/** Where the kernel shows the call to a filter. */
const offsets = { call: 0, machine: 4, firstArgument: 16 };
const [load, ifEqual, ifAtLeast, ifAnyBit, finish] = [0x20, 0x15, 0x35, 0x45, 0x06];
const allow = 0x7fff0000;
const refuseWith = (errno: number) => 0x00050000 | errno;

type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, value: number];

/**
 * A filter for bubblewrap's `--seccomp`: what it forbids fails with EPERM, all else goes on.
 * @returns the instructions as the kernel takes them; undefined for a processor whose numbers are not known here
 */
export function systemCallFilter(arch: string = process.arch): Uint8Array | undefined {
  const machine = machines[arch];
  if (machine === undefined) return undefined;
  const numbers = Object.values({ ...forbidden[arch], ...forbiddenEverywhere });
  const refuse: Instruction = [finish, 0, 0, refuseWith(constants.errno.EPERM)];
  return encode([
    [load, 0, 0, offsets.machine],
    [ifEqual, 1, 0, machine.audit],
    refuse,
    [load, 0, 0, offsets.call],
    [ifAtLeast, 0, 1, x32],
    refuse,
    ...numbers.flatMap((number): Instruction[] => [[ifEqual, 0, 1, number], refuse]),
    [ifEqual, 0, 1, clone3],
    [finish, 0, 0, refuseWith(constants.errno.ENOSYS)],
    [ifEqual, 0, 3, machine.clone],
    [load, 0, 0, offsets.firstArgument],
    [ifAnyBit, 0, 1, namespaceFlags],
    refuse,
    [finish, 0, 0, allow],
  ]);
}

/** `struct sock_filter`, one after the other. */
function encode(instructions: readonly Instruction[]): Uint8Array {
  const bytes = Buffer.alloc(instructions.length * 8);
  for (const [index, [code, whenTrue, whenFalse, value]] of instructions.entries()) {
    const at = index * 8;
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(whenTrue, at + 2);
    bytes.writeUInt8(whenFalse, at + 3);
    bytes.writeUInt32LE(value >>> 0, at + 4);
  }
  return bytes;
}
