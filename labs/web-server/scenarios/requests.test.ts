import { expect, test } from 'vitest';
import { addressedTo, question, rawQuestion } from './requests.ts';

const textFor = (port: number, bytes: Uint8Array) => Buffer.from(addressedTo(port, bytes)).toString('latin1');

test('the Host field names the port, as a browser does, unless it is 80', () => {
  const { bytes } = question('/a.html');
  expect(textFor(6789, bytes)).toContain('GET /a.html HTTP/1.1\r\nHost: 10.0.0.2:6789\r\nUser-Agent: ');
  expect(textFor(80, bytes)).toContain('\r\nHost: 10.0.0.2\r\n');
});

test('bytes without a Host field stay as they are', () => {
  const { bytes } = rawQuestion(Uint8Array.from([0, 255, 13, 10, 128]), '/');
  expect(addressedTo(6789, bytes)).toEqual(Buffer.from(bytes));
});
