import { describe, expect, test } from 'vitest';
import { formatAuthority, formatUrl, parseTarget } from './target.ts';

describe('parseTarget', () => {
  test.each([
    ['/www.example.com/a/b.html?c=/d', 'www.example.com', 80, '/a/b.html?c=/d'],
    ['/www.example.com', 'www.example.com', 80, '/'],
    ['/WWW.Example.com:8080/a', 'www.example.com', 8080, '/a'],
    ['/http://www.example.com/a', 'www.example.com', 80, '/a'],
    ['http://www.example.com/../a', 'www.example.com', 80, '/../a'],
    ['HTTP://www.example.com', 'www.example.com', 80, '/'],
    ['http://www.example.com?q', 'www.example.com', 80, '/?q'],
    ['http://www.example.com/a#part', 'www.example.com', 80, '/a'],
    ['http://[::1]:81/a', '::1', 81, '/a'],
    ['http://127.0.0.1:/a', '127.0.0.1', 80, '/a'],
  ])('%s', (target, host, port, path) => {
    expect(parseTarget('GET', target)).toEqual({ host, port, path });
  });

  test('takes host and port of CONNECT', () => {
    expect(parseTarget('CONNECT', 'www.example.com:443')).toEqual({
      host: 'www.example.com',
      port: 443,
      path: '',
    });
    expect(() => parseTarget('CONNECT', 'www.example.com')).toThrow('not a host and port');
  });

  test.each([
    '/',
    '*',
    '//a',
    'ftp://www.example.com/',
    'http:///a',
    'http://user@host/',
    'http://h:99999/',
    'http://[x]/',
    'http://a b/',
  ])('refuses %s', (target) => {
    expect(() => parseTarget('GET', target)).toThrow(
      expect.objectContaining({ name: 'RequestError', status: 400 }),
    );
  });
});

test('one URL for one object, however it is asked for', () => {
  expect(formatUrl(parseTarget('GET', '/WWW.example.com:80/a'))).toBe('http://www.example.com/a');
  expect(formatUrl(parseTarget('GET', 'http://www.example.com/a'))).toBe('http://www.example.com/a');
  expect(formatAuthority({ host: '::1', port: 81 })).toBe('[::1]:81');
});
