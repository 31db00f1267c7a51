import { describe, expect, test } from 'vitest';
import { askedOf, DEAD_HOST, type Request, reproduce, withNote } from './reproduce.ts';

const request = (form: Request['form'], more: Partial<Request['asked']> = {}): Request => ({
  form,
  asked: { host: 'www.abc.com', path: '/a.html', ...more },
  port: 12345,
});

describe('a request by curl, or by hand where curl cannot', () => {
  test.each([
    ['path', {}, "curl -v --path-as-is 'http://localhost:12345/www.abc.com/a.html'"],
    ['absolute', {}, "curl -v --path-as-is -x http://localhost:12345 'http://www.abc.com/a.html'"],
    ['front', {}, "curl -v 'http://localhost:12345/www.abc.com'"],
    ['absolute-front', {}, "curl -v -x http://localhost:12345 'http://www.abc.com/'"],
    [
      'absolute-port',
      { path: '/a%20b' },
      "printf 'GET http://www.abc.com:80/a%%20b HTTP/1.1\\r\\nHost: www.abc.com:80\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 5 localhost 12345",
    ],
    [
      'absolute-port',
      { method: 'POST', fields: [['Content-Length', '900']] as const },
      "printf 'POST http://www.abc.com:80/a.html HTTP/1.1\\r\\nHost: www.abc.com:80\\r\\nContent-Length: 9\\r\\nConnection: close\\r\\n\\r\\nsome text' | nc -w 5 localhost 12345",
    ],
    ['path', { port: 8080 }, "curl -v --path-as-is 'http://localhost:12345/www.abc.com:8080/a.html'"],
    [
      'path',
      { path: '/find?q=1&r=2' },
      "curl -v --path-as-is 'http://localhost:12345/www.abc.com/find?q=1&r=2'",
    ],
    [
      'absolute',
      { path: "/it's" },
      "curl -v --path-as-is -x http://localhost:12345 'http://www.abc.com/it'\\''s'",
    ],
    [
      'path',
      {
        method: 'POST',
        fields: [
          ['Content-Type', 'text/plain'],
          ['Content-Length', '900'],
        ] as const,
      },
      "curl -v --path-as-is -d 'some text' -H 'Content-Type: text/plain' 'http://localhost:12345/www.abc.com/a.html'",
    ],
    [
      'path',
      { fields: [['Accept-Language', 'de']] as const },
      "curl -v --path-as-is -H 'Accept-Language: de' 'http://localhost:12345/www.abc.com/a.html'",
    ],
  ] as const)('%s %j', (form, more, command) => {
    expect(reproduce(request(form, more)).reproduce).toBe(command);
  });
});

test('several steps are several lines, in which PORT is the port of the proxy', () => {
  expect(reproduce('nc -z localhost PORT', 'sleep 3', request('front')).reproduce).toBe(
    "nc -z localhost 12345\nsleep 3\ncurl -v 'http://localhost:12345/www.abc.com'",
  );
});

test('no command holds a remark, and only names that were made up are said to be', () => {
  expect(reproduce(request('path'))).toEqual({
    reproduce: expect.not.stringContaining('#'),
    reproduceNote: 'The name was made up: take any site that speaks http.',
  });
  for (const host of ['www.abc.invalid', 'www.example.com'])
    expect(reproduce(askedOf(host, request('path')))).toEqual({
      reproduce: `curl -v --path-as-is 'http://localhost:12345/${host}/a.html'`,
    });
});

test('notes are told once each, one of its own first', () => {
  const made = request('path');
  const steps = [made, askedOf(DEAD_HOST, made), made];
  expect(withNote('Wait.', reproduce(...steps)).reproduceNote).toBe(
    'Wait. The name was made up: take any site that speaks http. Nothing may listen on port 80 of your machine for this.',
  );
  const known = reproduce(askedOf('www.example.com', made));
  expect(withNote('Wait.', known).reproduceNote).toBe('Wait.');
});
