import { expect, it } from 'vitest';
import { findCheck, selectionOf } from './selection.ts';

it('leaves all labs where nothing is named, and whole labs where only labs are', async () => {
  expect((await selectionOf([])).labs).toHaveLength(6);
  expect(await selectionOf(['proxy'])).toEqual({ labs: ['proxy'] });
});

it('takes a part of a lab for all checks of that part', async () => {
  const { labs, checks } = await selectionOf(['udp-pinger/client']);
  expect(labs).toEqual(['udp-pinger']);
  expect(checks).toContain('udp-pinger/sends-ten-pings');
  expect(checks).not.toContain('udp-pinger/server-keeps-serving');
});

it('puts whole labs and single checks together', async () => {
  const { labs, checks } = await selectionOf(['web-server/crlf', 'proxy']);
  expect(labs).toEqual(['web-server', 'proxy']);
  expect([...(checks ?? [])].filter((id) => id.startsWith('web-server/'))).toEqual(['web-server/crlf']);
  expect(checks).toContain('proxy/forwards');
});

it('knows a check by its own name, and says which are meant where labs share one', async () => {
  expect((await findCheck('crlf')).id).toBe('web-server/crlf');
  await expect(findCheck('client-starts')).rejects.toThrow(
    /Several labs .*udp-pinger\/client-starts, mail-client/,
  );
});
