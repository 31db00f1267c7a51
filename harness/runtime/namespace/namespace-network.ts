import { Capture } from '../../wire/capture.ts';
import type { Packet } from '../../wire/packet.ts';
import { encodePcap } from '../../wire/pcap.ts';
import type { Recorder } from '../../wire/recorder.ts';
import type { ProgramHost, SlotNetwork } from '../agent/program-host.ts';
import { NamespaceHost } from './namespace-host.ts';
import { createHostNamespace, peerAddress, programAddress, setUpFarEnd, wire } from './network-setup.ts';
import type { SandboxBase } from './sandbox.ts';

/** Two hosts and a wire: our end in this network namespace, the program's in a fresh one for every start. */
export class NamespaceNetwork implements SlotNetwork {
  readonly programAddress = programAddress;
  readonly peerAddress = peerAddress;
  readonly bindAddress = '0.0.0.0';
  readonly isClosed = true;
  readonly #capture: Capture;
  readonly #sandbox: SandboxBase;
  #hosts = 0;

  private constructor(capture: Capture, sandbox: SandboxBase) {
    this.#capture = capture;
    this.#sandbox = sandbox;
  }

  static async open(sandbox: SandboxBase): Promise<NamespaceNetwork> {
    const [capture] = await Promise.all([Capture.start(wire), setUpFarEnd()]);
    return new NamespaceNetwork(capture, sandbox);
  }

  async createHost({ isClient }: { readonly isClient: boolean }): Promise<ProgramHost> {
    const name = `host${++this.#hosts}`;
    await createHostNamespace(name, isClient);
    return new NamespaceHost(name, this.#sandbox);
  }

  clearCapture(): Promise<void> {
    return this.#capture.clear();
  }

  packets(_recorder: Recorder, startedAtMs: number): Promise<readonly Packet[]> {
    return this.#capture.packets(startedAtMs);
  }

  async pcap(): Promise<Uint8Array> {
    return encodePcap(await this.#capture.frames());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#capture[Symbol.asyncDispose]();
  }
}
