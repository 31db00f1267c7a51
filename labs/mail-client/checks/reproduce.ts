interface Replies {
  readonly greeting?: string;
  /** `answer RCPT with 550 no` */
  readonly answers?: string;
}

/**
 * A mail server for a shell, whose replies one types oneself: `cat -A` shows every byte that the program sends. Without
 * TLS, as no program would take the certificate of such a server.
 */
export function beTheServer({
  greeting = '220 hello',
  answers = 'answer each line with 250 ok, and DATA with 354 go on',
}: Replies = {}): string {
  return `nc -lC 2525 | cat -A   # you are the server: start the program against localhost 2525 with TLS off, type ${greeting}, ${answers}; ^M$ is CR LF`;
}
