import type { CertificateAuthority } from '../../wire/certificate-authority.ts';
import type { AgentConfig } from './config.ts';
import type { SlotNetwork } from './program-host.ts';

/** What all jobs of a slot are done with. */
export interface SlotSetting {
  readonly config: AgentConfig;
  readonly network: SlotNetwork;
  /** Made when a story first asks for a peer that has a certificate. */
  readonly authority: () => Promise<CertificateAuthority>;
}
