import { describe, expect, it } from 'vitest';
import { mailClient, planOf } from './testing/plan-kit.ts';

describe('prompts of the source', () => {
  it.each([
    [
      'm.py',
      "from socket import *\nfrom getpass import getpass\ns = socket(AF_INET, SOCK_STREAM)\ns.connect((input('Mail server: '), int(input('Port? '))))\npw = getpass('App password: ')\nto = input(f'{1} Recipient: ')\n",
      ['host', 'port', 'password', 'recipient'],
    ],
    [
      'M.java',
      'public class M { public static void main(String[] a) { Scanner in = new Scanner(System.in);\n System.out.print("Subject: ");\n String s = in.nextLine();\n System.out.println("Porta do servidor:");\n int p = in.nextInt();\n new Socket("x.com", p); } }',
      ['subject', 'port'],
    ],
    [
      'm.c',
      'int main() { char host[9]; int port; printf("Server name: "); scanf("%s", host); printf("Port: "); scanf("%d", &port); connect(socket(2, SOCK_STREAM, 0)); }',
      ['host', 'port'],
    ],
    [
      'm.go',
      'package main\nimport ("bufio";"os";"net";"fmt")\nfunc main() {\n r := bufio.NewReader(os.Stdin)\n fmt.Print("Von: ")\n s, _ := r.ReadString(10)\n c := bufio.NewReader(conn)\n c.ReadString(10)\n net.Dial("tcp", s) }',
      ['sender'],
    ],
    [
      'm.js',
      "const net = require('net');\nrl.question('Enter the body of the mail: ', (b) => net.connect(25, 'x.com'));",
      ['body'],
    ],
  ])('%s', async (name, text, meanings) => {
    const plan = await planOf({ [name]: text }, mailClient);
    expect(plan.prompts.map((prompt) => prompt.meaning)).toEqual(meanings);
  });

  it('says what ends a text of several lines', async () => {
    const source = [
      'import socket, sys',
      'sys.stdout.write("Message:\\n")',
      'line = input()',
      'while line != ".":',
      '    line = input()',
      'socket.create_connection(("x.com", 25))',
    ].join('\n');
    const plan = await planOf({ 'm.py': source }, mailClient);
    expect(plan.prompts[0]).toMatchObject({ meaning: 'body', endWord: '.' });
  });

  it('says which take one word', async () => {
    const c = [
      'int main() { char a[9], b[99]; int n;',
      'printf("To: "); scanf("%8s", a); printf("Subject: "); scanf("%[^\\n]", b);',
      'printf("Text: "); fgets(b, 99, stdin); printf("Port: "); scanf("%d", &n);',
      'connect(socket(2, SOCK_STREAM, 0)); }',
    ].join('\n');
    const wordsOf = async (files: Record<string, string>) =>
      (await planOf(files, mailClient)).prompts.map(({ takesWord }) => takesWord === true);
    expect(await wordsOf({ 'm.c': c })).toEqual([true, false, false, false]);
    const cpp = 'int main() { std::string a; cout << "To: "; cin >> a; connect(socket(2, SOCK_STREAM, 0)); }';
    expect(await wordsOf({ 'm.cpp': cpp })).toEqual([true]);
  });

  it('says which are secret and which want a number', async () => {
    const plan = await planOf(
      {
        'm.py':
          "import socket, getpass\nn = int(input('Port: '))\ngetpass.getpass()\nsocket.create_connection(('x.com', n))\n",
      },
      mailClient,
    );
    expect(plan.prompts).toEqual([
      { text: 'Port: ', meaning: 'port', isSecret: false, wantsNumber: true },
      { text: '', meaning: 'password', isSecret: true, wantsNumber: false },
    ]);
  });
});
