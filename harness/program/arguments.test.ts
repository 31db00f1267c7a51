import { describe, expect, it } from 'vitest';
import { mailClient, pinger, planOf } from './testing/plan-kit.ts';

describe('arguments', () => {
  const head = 'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\n';
  it.each([
    ['two in one assignment', 'import sys\nhost, port = sys.argv[1], int(sys.argv[2])', '{host} {port}'],
    ['by unpacking', 'import sys\nscript, server_ip, server_port = sys.argv', '{host} {port}'],
    ['port first', 'import sys\np = int(sys.argv[1])\ntarget = sys.argv[2]', '{port} {host}'],
    [
      'only by a length test and a usage text',
      'import sys\nif len(sys.argv) != 2:\n    print("usage: x.py <IP address>")\n    sys.exit(1)',
      '{host}',
    ],
    [
      'only by a usage text that names the script',
      'import sys\nif len(sys.argv) != 4:\n    print("Usage: tool.py <host> <count> <port>")\n    sys.exit(1)\nrun(*sys.argv[1:])',
      '{host} {count} {port}',
    ],
    [
      'with defaults that it appends',
      'import sys\nif len(sys.argv) == 2:\n    sys.argv.append(1)\nif len(sys.argv) == 3:\n    sys.argv.append(4)\ntarget = sys.argv[1]\nping(sys.argv[1:])',
      '{host}',
    ],
    ['from sys import argv', 'from sys import argv\naddress = argv[1]', '{host}'],
    ['with a default', 'import sys\nhost = sys.argv[1] if len(sys.argv) > 1 else "a.com"', ''],
    [
      'with a default in an else',
      'import sys\nif len(sys.argv) > 1:\n    host = sys.argv[1]\nelse:\n    host = "a.com"',
      '',
    ],
    [
      'argparse',
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('host')\np.add_argument('-p', '--port', type=int, required=True)\np.add_argument('-c', '--count', type=int, default=4)\np.parse_args()",
      '{host} --port {port}',
    ],
    [
      'argparse with what a mail needs, all of it with defaults',
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--host', default='smtp.a.com')\np.add_argument('--to', default='b@a.com')\np.add_argument('--subject', default='')\np.add_argument('--attach')\np.add_argument('--timeout', default=3)\np.parse_args()",
      '--host {host} --to {recipient} --subject {subject} --attach {file}',
    ],
    [
      'argparse with names of its own for what the options say',
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('-f', '--from', dest='de', required=True)\np.add_argument('-m', dest='message', required=True)\np.add_argument('-x', '--ziel', required=True, help='the recipient')\np.parse_args()",
      '--from {sender} -m {body} --ziel {host}',
    ],
    ['none', 'x = 1', ''],
  ])('%s', async (_, lines, first) => {
    const plan = await planOf({ 'icmp.py': `${head}${lines}\n` }, pinger);
    expect(plan.candidates[0]?.args.join(' ')).toBe(first);
    const keys = plan.candidates.map((candidate) => candidate.args.join(' '));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(lines === 'x = 1' ? 1 : keys.length);
  });

  it('writes a host with its port where the source takes it apart', async () => {
    const source = `${head}import argparse
p = argparse.ArgumentParser()
p.add_argument('--server', required=True)
server, port = p.parse_args().server.rsplit(':')
`;
    expect((await planOf({ 'icmp.py': source }, pinger)).candidates[0]?.args).toEqual([
      '--server',
      '{host}:{port}',
    ]);
  });

  it('writes arguments that the source looks for by name', async () => {
    const source = `package main
func main() {
\tfor _, word := range os.Args {
\t\tif at := strings.Index(word, "ip="); at != -1 { host = word[at+3:] }
\t\tif strings.HasPrefix(word, "timeout=") { wait = word[8:] }
\t}
\tnet.Dial("ip4:icmp", host)
}
`;
    const { candidates } = await planOf({ 'icmp.go': source }, pinger);
    expect(candidates.slice(0, 2).map(({ args }) => args)).toEqual([
      ['ip={host}'],
      ['ip={host}', 'timeout={timeout}'],
    ]);
  });

  it('chooses of the roles that one program can play the one that is looked for', async () => {
    const go = `package main
import ("flag"; "net"; "net/smtp")
func main() {
\tkind := flag.String("type", "tcp-server", "what to run as")
\tflag.Parse()
\tswitch *kind {
\tcase "tcp-server":
\t\tnet.Listen("tcp", ":8080")
\tcase "tcp-client":
\t\tnet.Dial("tcp", "x.com:80")
\tcase "smtp-client", "mail":
\t\tnet.Dial("tcp", "x.com:25")
\t\tfmt.Fprintf(conn, "MAIL FROM:<a@b.c>")
\t}
}
`;
    const first = async (files: Record<string, string>) =>
      (await planOf(files, mailClient)).candidates[0]?.args;
    expect(await first({ 'main.go': go })).toEqual(['-type', 'smtp-client']);
    expect(await first({ 'main.go': go.replace('"type", "tcp-server"', '"type", "smtp-client"') })).toEqual(
      [],
    );
    const python = `import argparse, socket
p = argparse.ArgumentParser()
p.add_argument('mode', choices=['server', 'client'])
s = socket.create_connection(('x.com', 25))
s.send(b'MAIL FROM:<a@b.c>')
`;
    expect(await first({ 'm.py': python })).toEqual(['client']);
  });

  it('names the configuration that lies beside the program', async () => {
    const source = `${head}import sys\nport, names = readConfig(sys.argv[1])\n`;
    const first = async (files: Record<string, string>) =>
      (await planOf({ 'icmp.py': source, ...files }, pinger)).candidates[0]?.args;
    expect(await first({ ping_config: 'x' })).toEqual(['ping_config']);
    expect(await first({})).toEqual(['{file}']);
  });

  it.each([
    [
      'c',
      'p.c',
      'int main(int argc, char *argv[]) { if (argc < 3) { usage(); exit(1); }\n char *host = argv[1];\n int port = atoi(argv[2]);\n socket(2, SOCK_RAW, 1); }',
      '{host} {port}',
    ],
    [
      'c, by names of its own',
      'p.c',
      'int main(int argnum, char *argt[]) { if (argnum != 2) { exit(0); }\n inet_addr(argt[1]);\n socket(2, SOCK_RAW, 1); }',
      '{host}',
    ],
    [
      'java',
      'P.java',
      'public class P { public static void main(String[] argv) {\n String target = argv[0];\n // icmp\n InetAddress.getByName(target).isReachable(1); } }',
      '{host}',
    ],
    [
      'java options of its own',
      'P.java',
      'public class P { public static void main(String[] argv) {\n usage = "P --server_ip=<ip> --timeout=<ms> [--interval=<ms>]"; if (w.equals("--interval")) i = 1;\n for (String a : argv) { String[] w = a.split("=");\n if (w[0].equals("--server_ip")) ip = w[1]; else if (w[0].equals("--timeout")) t = Integer.parseInt(w[1]); }\n // icmp\n InetAddress.getByName(ip).isReachable(t); } }',
      '--server_ip={host} --timeout=1000',
    ],
    [
      'go',
      'p.go',
      'package main\nimport ("os";"net")\nfunc main() {\n host := os.Args[1]\n net.Dial("ip4:icmp", host) }',
      '{host}',
    ],
    [
      'go flags',
      'p.go',
      'package main\nimport ("flag";"net")\nfunc main() {\n host := flag.String("host", "", "target")\n net.Dial("ip4:icmp", *host) }',
      '-host {host}',
    ],
    [
      'node',
      'p.js',
      "const raw = require('raw-socket');\nconst [target] = process.argv.slice(2);\nraw.createSocket({ protocol: raw.Protocol.ICMP });",
      '{host}',
    ],
  ])('of %s', async (_, name, text, first) => {
    expect((await planOf({ [name]: text }, pinger)).candidates[0]?.args.join(' ')).toBe(first);
  });
});
