import { describe, expect, it } from 'vitest';
import { pythonVersion } from './python-version.ts';
import { viewSource } from './source-view.ts';

const nothing = { says2: false, says3: false };
const versionOf = (text: string, around = nothing) => pythonVersion(viewSource(text, 'python'), around);

describe('pythonVersion', () => {
  it.each([
    ['print statement', 'x = 1\nprint "a"'],
    ['print statement', 'print x'],
    ['print statement', 'if x: print y'],
    ['print statement', 'print("a"), "b"\nprint "c" % (1, 2)'],
    ['print >> statement', 'import sys\nprint >>sys.stderr, "x"'],
    ['print statement with %', 'print ("%s") % x'],
    ['`except X, e`', 'try:\n    pass\nexcept IOError, e:\n    pass'],
    ['`except (X, Y), e`', 'try:\n  pass\nexcept (A, B), e:\n  pass'],
    ['backticks', 'x = `y`'],
    ['`<>`', 'if a <> b:\n    pass'],
    ['exec statement', 'exec "x = 1"'],
    ['`raise X, message`', 'raise ValueError, "bad"'],
    ['octal number', 'os.chmod("x", 0777)'],
    ['long number', 'x = 0xffffL & 10L'],
    ['raw_input', 'h = raw_input("Host: ")'],
    ['import of a Python 2 module', 'import sys, urllib2'],
    ['import of a Python 2 module', 'from Queue import Queue'],
    ['xrange', 'for i in xrange(10): pass'],
    ['has_key', 'd.has_key(1)'],
    ['the string module', 'string.letters'],
    ['tabs and spaces', 'if a:\n        b = 1\n\tc = 2\n'],
    ['makefile', "f = c.makefile('r', 0)"],
    ['text given to send()', 's.send("GET / HTTP/1.0\\r\\n\\r\\n")'],
    ['text given to send()', 'm = "a" + b\ns.send(m)'],
    ['text given to sendto()', 'm = "Ping " + str(i)\ns.sendto(m, (h, p))'],
    ['text given to b64encode()', 'base64.b64encode("me")'],
    ['text given to send()', 's.send("a")\nfor c in d:\n    s.send(c.encode())'],
    [
      'a checksum over text',
      'def checksum(s):\n    return ord(s[0])\nchecksum(str(h + d))\nping("127.0.0.1")\nping("example.org")',
    ],
    ['time.clock', 'import time\nt = time.clock()\nprint(t.decode("ascii"))'],
    ['text given to sendto()', 's.sendto("Hi", a)\nprint(s.recv(9).decode("utf-8"))'],
    ['ord() of packed bytes', 'def checksum(s):\n    return ord(s[0])\nchecksum(header + data)'],
  ])('Python 2: %s in %j', (sign, text) => {
    const version = versionOf(text);
    expect(version.language).toBe('python2');
    expect(version.notes[0]).toMatch(/^This is Python 2: .* in line \d+\.$/);
    expect(version.notes[0]).toContain(sign);
  });

  it.each([
    'print("a")',
    'print ("a")',
    'print("a" % 1)',
    'print',
    'x = 0\nprint(x, end="")',
    "s.send('x'.encode())",
    'line = input()\nprint(line)',
    's.send(b"x")',
    '# print "old"\nx = "print y"',
    '"""\nprint x\nexcept A, e:\n"""',
    'm = ("Ping " + str(i)).encode()\ns.sendto(m, a)',
    'try:\n    input = raw_input\nexcept NameError:\n    pass',
    'if a:\n\tb = 1\n\tc = 2\n',
    'd = recv(4)\ns.send(d)',
    'x = 0\ny = 10',
    'print_all (x)',
    "makefile('rb', 0)",
    'data = open("x").read()\ns.send(data)',
    'x = [\n\t1,\n        2]\n',
    'def f():\n\tx = """\n   a\n"""\n\ty = 1\n',
  ])('Python 3: %j', (text) => {
    expect(versionOf(text)).toEqual({ language: 'python3', notes: [] });
  });

  it.each([
    ['mixes Python 2', 'print "a"\nprint(f"{x}")'],
    ['a mark of Python 2', 'import pathlib\ns.send("x")'],
    ['a mark of Python 2', 'h = input()\ns.send("x")\nr = s.recv(9).decode()'],
    [
      'a checksum over text',
      'host = "localhost"\ndef checksum(s):\n    return ord(s[0])\nchecksum(str(header + data))',
    ],
    ['time.clock', 'import time\nname = input("Name: ")\nt = time.clock()'],
    ['ssl.wrap_socket', 'c = ssl.wrap_socket(s)'],
  ])('Python 3 with a note: %s', (note, text) => {
    const version = versionOf(text);
    expect(version.language).toBe('python3');
    expect(version.notes.join(' ')).toContain(note);
  });

  it('believes a read-me and a shebang where the source runs wrongly under Python 3', () => {
    const text = 'ping("127.0.0.1")\ndef checksum(s):\n    return ord(s[0])\nchecksum(str(header + data))';
    expect(versionOf(text, { says2: true, says3: false }).language).toBe('python2');
    expect(versionOf(`#!/usr/bin/env python2\n${text}`).language).toBe('python2');
    expect(versionOf('print(1)', { says2: true, says3: false }).language).toBe('python3');
  });
});
