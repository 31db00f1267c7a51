import { type DnsEntry, type DnsRecord, type DnsScript, defineScenario } from '../../../harness/index.ts';

/** What every story of this lab notes. */
export interface LookupFacts {
  /** What the program was told: the name, and the address of the name server. */
  name: string;
  host: string;
  /** Those of the name: three of IPv4, one of IPv6. */
  addresses: readonly string[];
  /** All that the name server was asked. */
  queries: readonly DnsEntry[];
}

/**
 * A story: the program looks up a name with three addresses, and the name server does as the script says.
 * @param form how the records are written; with another name than the program's, that is an alias of it
 */
function lookUp(id: string, title: string, script: DnsScript, form: Partial<DnsRecord> = {}, starts = 1) {
  return defineScenario<LookupFacts>({
    id,
    title,
    part: 'client',
    timeoutMs: 75_000,
    async run(world, facts) {
      const name = `www.${world.random.word(7)}.example`;
      const host = `192.0.2.${world.random.integer(1, 254)}`;
      const nets = ['203.0.1.', '203.0.2.', '203.0.3.', '2001:db8::'];
      const addresses = nets.map((net) => `${net}${world.random.integer(128, 254)}`);
      const inputs = { name, host };
      Object.assign(facts, { ...inputs, addresses });
      const alias = form.name ? [{ name, data: form.name }] : [];
      const records = addresses.map((data) => ({ name, data, ...form }));
      const dns = await world.dns({ records: [...alias, ...records], ...script });
      for (let start = 0; start < starts; start++) {
        const program = await world.start({ inputs });
        await program.waitForExit(20_000);
        facts.queries = await dns.log();
        if (program.isRunning()) return;
      }
    },
  });
}

export const answered = lookUp(
  'answered',
  'A name with three addresses is looked up, three times',
  {},
  {},
  3,
);
export const writtenOut = lookUp('written-out', 'Each record repeats the name', {}, { isWrittenOut: true });
export const alias = lookUp('alias', 'The name is an alias of another', {}, { name: 'cdn.delivery.example' });
export const unknownName = lookUp('unknown-name', 'The name does not exist', { unknown: ['example'] });
export const silence = lookUp('silence', 'No query is answered', { default: { isLost: true } });
export const truncated = lookUp('truncated', 'Replies are truncated', { default: { isTruncated: true } });
export const forged = lookUp('forged-reply', 'A reply with another id and address comes first', {
  replies: { 0: { forgedAddress: '198.51.100.66', delayMs: 300 } },
});
