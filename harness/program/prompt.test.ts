import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StartInputs } from '../engine/world.ts';
import { fillPlaceholders } from './fill.ts';
import { meaningOf } from './meaning.ts';
import { type Answered, answerFor, endsWithKnownPrompt, looksLikePrompt } from './prompt.ts';
import type { Meaning, PromptHint } from './types.ts';

const inputs: StartInputs = {
  host: 'h.test',
  port: 77,
  sender: 'a@b.c',
  recipients: ['d@e.f', 'g@h.i'],
  subject: 'S',
  body: 'B',
  user: 'u',
  password: 'p',
  count: 3,
};
const hint = (text: string, meaning: Meaning, wantsNumber = false): PromptHint => ({
  text,
  meaning,
  isSecret: false,
  wantsNumber,
});

describe('meaningOf', () => {
  it.each<[Meaning, readonly string[]]>([
    [
      'port',
      [
        'Enter the port you want:',
        'serverPort',
        'PROXY_PORT',
        'port_num',
        'Número da porta:',
        'Introduzca el puerto',
        'Portnummer',
        'Numéro de port',
        '请输入端口号',
        'Введите порт',
        'ポート番号',
        '포트 번호',
      ],
    ],
    [
      'host',
      [
        'Server name: ',
        'ip_addr',
        'Enter the IP address or host name',
        'target',
        'Endereço de IP:',
        'Digite o endereço do servidor',
        'Dirección IP del servidor',
        'Zielrechner: Ziel',
        "Adresse de l'hôte",
        'SMTP server:',
        'remoteHost',
        'Введите адрес',
        '服务器地址',
        'Sunucu adresi',
        'mailServer',
        'Mail server',
      ],
    ],
    [
      'recipient',
      [
        'To: ',
        'Recipient email',
        'rcptTo',
        'toAddress',
        'Para:',
        'Destinatário',
        'An:',
        'Empfänger-Adresse',
        'Enter the mail address of the receiver',
        'E-mail do destinatário',
        '收件人',
        'Кому:',
      ],
    ],
    [
      'sender',
      [
        'From: ',
        'Your email address',
        'mailFrom',
        'sender_email',
        'De:',
        'Von: ',
        'Remetente',
        'Adresse mail: ',
        '发件人邮箱',
        'От кого: ',
      ],
    ],
    ['subject', ['Subject', 'Assunto do e-mail', 'Betreff', 'Objet du mail', '主题', 'Тема письма']],
    [
      'body',
      [
        'Message: ',
        'mail_body',
        'Mensagem',
        'Enter the text of your mail',
        'Nachricht:',
        '正文',
        'Сообщение:',
      ],
    ],
    ['user', ['Username', 'SMTP_USERNAME', 'Nombre de usuario', 'Benutzername', 'login', '用户名']],
    [
      'password',
      [
        'Password for user: ',
        'Senha do email',
        'app_password',
        'Contraseña',
        'Mot de passe',
        '授权码',
        'Пароль',
      ],
    ],
    [
      'count',
      ['How many pings?', 'count', 'Number of packets to send', 'Anzahl der Pings', 'Quantos pings?', '次数'],
    ],
    ['timeout', ['timeout', 'Time-out in seconds', 'Tempo limite']],
    [
      'continue',
      [
        'continue?  y/n ',
        'Send another mail (yes/no)?',
        'Deseja continuar? (s/n)',
        'Weiter? [j/n]',
        '是否继续',
      ],
    ],
    ['file', ['File name:', 'Attachment path', 'Nome do arquivo']],
    ['unknown', ['', 'xyz', '...']],
  ])('%s', (meaning, texts) => {
    for (const text of texts) expect([text, meaningOf(text)]).toEqual([text, meaning]);
  });
});

const asked = (times: number): Answered[] =>
  Array.from({ length: times }, () => ({ prompt: '', answer: '' }));

describe('answerFor', () => {
  it('chooses of the words that a question offers, and another one when it is asked again', () => {
    const question = 'Choose server [unsecure/secure]: ';
    expect(answerFor(question, [], asked(0), inputs)).toBe('secure');
    expect(answerFor(question + question, [hint(question, 'mode')], asked(1), inputs)).toBe('unsecure');
    expect(answerFor('Protocol (tcp|udp): ', [], asked(0), inputs)).toBe('tcp');
    expect(answerFor('Port [465/587]: ', [], asked(0), inputs)).toBe('77');
  });

  it.each([
    ["Please enter 'ping' followed by an address. Example: ping www.google.com", 'ping h.test'],
    ['Usage: ping <host>', 'ping h.test'],
    ['"connect" followed by the port:', 'connect 77'],
    ['Enter host to ping, e.g. google.com: ', 'h.test'],
  ])('writes the word before what is asked for: %s', (question, answer) => {
    expect(answerFor(question, [hint('', 'unknown')], asked(0), inputs)).toBe(answer);
  });

  it.each<[string, readonly PromptHint[], number, string]>([
    ['Host: ', [], 0, 'h.test'],
    ['Host: Port: ', [], 1, '77'],
    ['Port: Host: ', [], 1, 'h.test'],
    ['Recipients: ', [], 0, 'd@e.f,g@h.i'],
    ['Enter value > ', [hint('Enter value > ', 'unknown', true)], 0, '77'],
    ['? ', [hint('', 'subject'), hint('', 'password')], 1, 'p'],
    ['12 Give it: ', [hint('Name {n} ', 'name'), hint('Give it: ', 'sender')], 0, 'a@b.c'],
    ['Body (end with a single dot): ', [], 0, 'B\n.'],
    ["Type the message, 'END' on a line of its own:\n", [], 0, 'B\nEND'],
    ['Message:\n', [{ ...hint('Message:\n', 'body'), endWord: '.' }], 0, 'B\n.'],
    ['Message, finish with an empty line: ', [], 0, 'B\n'],
    ['Message: ', [], 0, 'B'],
    ['1. Quit\n2. Send a mail\nYour choice: ', [], 0, '2'],
    ['Mode: ', [], 0, '1'],
    ['Press Enter to go on', [], 0, ''],
    ['Attach a picture? (y/n) ', [], 3, 'n'],
    ['Server prot: ', [hint('Server prot: ', 'host', true)], 0, '77'],
    ['Type the URL or IP of the machine to ping: ', [], 0, 'h.test'],
    ['Whom shall we send this email to? ', [], 0, 'd@e.f,g@h.i'],
    ['MAIL FROM command: ', [hint('MAIL FROM command: ', 'sender')], 0, 'MAIL FROM:<a@b.c>'],
    ['Now say HELO > ', [], 0, 'HELO student.example'],
    ['DATA command> ', [], 0, 'DATA'],
    ['Ping again? [Y/n]: ', [], 1, 'n'],
    ['Do you want to quit (yes/no)? ', [], 2, 'yes'],
    ['Deseja continuar? (s/n) ', [], 0, 's'],
    ["Continue? ('QUIT' to exit): ", [], 1, 'QUIT'],
    ["Host (or 'q' to quit): ", [hint("Host (or 'q' to quit): ", 'host')], 1, 'q'],
  ])('%j with %j after %i', (prompt, hints, times, answer) => {
    expect(answerFor(prompt, hints, asked(times), inputs)).toBe(answer);
  });

  it('goes once round a loop that asks whether to go on, whichever comes first in the source', () => {
    const orders = [
      [hint('continue? y/n ', 'continue'), hint('address: ', 'host')],
      [hint('address: ', 'host'), hint('continue? y/n ', 'continue')],
    ];
    for (const hints of orders) {
      const answers = ['continue? y/n ', 'address: ', 'continue? y/n '].map((text, times) =>
        answerFor(text, hints, asked(times), inputs),
      );
      expect(answers).toEqual(['y', 'h.test', 'n']);
    }
  });

  it('goes through a menu that sets one thing at a time, does what it is there for, and leaves', () => {
    const menu =
      '1. Set server address\n2. Set server port\n3. Add receiver\n4. Help\n5. Send\n6. Send a test\n7. Exit\n';
    const choice = '-- Selection: ';
    const texts = [
      choice,
      'SMTP server address: ',
      choice,
      'Port: ',
      choice,
      'Send to: ',
      choice,
      choice,
      choice,
    ];
    const earlier: Answered[] = [];
    for (const prompt of texts)
      earlier.push({ prompt: prompt.trim(), answer: answerFor(menu + prompt, [], earlier, inputs) });
    expect(earlier.map(({ answer }) => answer)).toEqual([
      '1',
      'h.test',
      '2',
      '77',
      '3',
      'd@e.f,g@h.i',
      '5',
      '7',
      '7',
    ]);
  });

  it('types one word where the source reads one', () => {
    const [subject, whole] = ['Subject: ', 'Full subject: '];
    const hints = [{ ...hint(subject, 'subject'), takesWord: true as const }, hint(whole, 'subject')];
    const words = { subject: 'Lab report 7' };
    expect(answerFor(subject, hints, [], words)).toBe('Lab-report-7');
    expect(answerFor(whole, hints, asked(1), words)).toBe('Lab report 7');
  });

  it('leaves by a menu when what it is there for is done', () => {
    const menu = '1) Ping a host\n2) Quit\nYour choice: ';
    expect(answerFor(menu, [], [], { host: 'h.test' })).toBe('1');
    expect(answerFor(menu.repeat(2), [], [{ prompt: 'Your choice:', answer: '1' }], { host: 'h.test' })).toBe(
      '2',
    );
  });

  it('answers anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(9), (text, times) => {
        expect(typeof answerFor(text, [hint(text, 'unknown')], asked(times), {})).toBe('string');
        expect(typeof looksLikePrompt(text)).toBe('boolean');
      }),
    );
  });
});

describe('looksLikePrompt', () => {
  it.each([
    'Port: ',
    'Host?',
    '> ',
    'Enter host',
    'a line\nContinue (y/n) ',
    '请输入端口：',
    'Enter the port:\n',
  ])('%j does', (tail) => {
    expect(looksLikePrompt(tail)).toBe(true);
  });
  it.each(['', '\n', 'Ready to serve...\n', 'Reply from 1.2.3.4', 'The server is ready\nReceived:\n'])(
    '%j does not',
    (tail) => {
      expect(looksLikePrompt(tail)).toBe(false);
    },
  );
});

describe('fillPlaceholders', () => {
  it('puts inputs and defaults in, and leaves other braces', () => {
    expect(fillPlaceholders('-h {host}:{port} {url} {x} {} {timeout}', inputs)).toBe(
      '-h h.test:77 http://h.test:77/ {x} {} 1',
    );
    expect(fillPlaceholders('{host} {recipient}', {})).toBe('10.0.0.1 bob@example.com');
  });
});

describe('endsWithKnownPrompt', () => {
  const hints = [hint('SMTP server: ', 'host'), hint('Port [{port}]: ', 'port'), hint('> ', 'unknown')];
  it.each(['SMTP server: ', 'Welcome\nSMTP server:', 'SMTP server: a\n\nSMTP server: \n'])(
    'knows %j',
    (tail) => expect(endsWithKnownPrompt(tail, hints)).toBe(true),
  );
  it.each(['', 'SMTP server: connecting', 'Port [25]: ', 'Port: ', '> ', 'noSMTP server: '])(
    'does not know %j',
    (tail) => expect(endsWithKnownPrompt(tail, hints)).toBe(false),
  );
});
