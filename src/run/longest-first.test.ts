import { expect, test } from 'vitest';
import { LongestFirst } from './longest-first.ts';

const kindOf = (name: string) => name.slice(0, -1);

test('kinds of which nothing is known take turns, in the order of the list', () => {
  const order = new LongestFirst(['web1', 'web2', 'web3', 'ping1', 'ping2', 'mail1'], kindOf);
  const names = Array.from({ length: 7 }, () => order.next());
  expect(names).toEqual(['web1', 'ping1', 'mail1', 'web2', 'ping2', 'web3', undefined]);
});

test('then the kind that takes longest is next, and the unknown before the known', () => {
  const order = new LongestFirst(['web1', 'web2', 'ping1', 'ping2', 'mail1'], kindOf);
  expect([order.next(), order.next()]).toEqual(['web1', 'ping1']);
  order.note('web1', 1000);
  order.note('ping1', 5000);
  expect(order.next()).toBe('mail1');
  order.note('mail1', 3000);
  expect([order.next(), order.next()]).toEqual(['ping2', 'web2']);
});
