import { literalsOf } from '../calls.ts';
import type { UnitSource } from '../unit.ts';
import type { Craft } from './craft.ts';
import { mostMatches, type Sighting, sightingAt, type Ware } from './sighting.ts';

/** Programs that do a lab's work, by the words of the command that starts them. */
const known: readonly { readonly words: RegExp; readonly crafts: readonly Craft[] }[] = [
  {
    words: /^python[\d.]*(?:\s+-\w+)*?\s+-m\s+(?:http\.server|SimpleHTTPServer|CGIHTTPServer)\b/,
    crafts: ['http-server'],
  },
  {
    words: /^(?:busybox\s+)?httpd\b|^(?:nginx|apache2(?:ctl)?|lighttpd|caddy|thttpd|webfsd)\b/,
    crafts: ['http-server'],
  },
  {
    words: /^(?:npx\s+(?:-y\s+)?)?(?:http-server|serve|live-server)\b|^php\s+-S\b|^ruby\s+-run\b/,
    crafts: ['http-server'],
  },
  { words: /^(?:curl)\b/, crafts: ['http-client', 'smtp'] },
  { words: /^(?:wget|lynx|aria2c|http|xh)\b/, crafts: ['http-client'] },
  { words: /^(?:nc|ncat|netcat|telnet|socat)\b/, crafts: ['http-client', 'smtp'] },
  { words: /^(?:squid|tinyproxy|privoxy|mitmproxy|mitmdump|polipo)\b/, crafts: ['proxy'] },
  { words: /^(?:sendmail|mailx?|mutt|swaks|msmtp|ssmtp|sendemail|s-nail)\b/, crafts: ['smtp'] },
  {
    words: /^(?:ping6?|fping|hping3|nping|oping|nmap|arping|traceroute|tracepath|mtr|tracert)\b/,
    crafts: ['ping'],
  },
  { words: /^(?:dig|nslookup|host|kdig|drill|resolvectl)\b/, crafts: ['dns'] },
];

const starters = [
  /\bsubprocess\s*\.\s*(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)/,
  /\bos\s*\.\s*(?:system|popen\d?|exec\w+|spawn\w+|posix_spawnp?)/,
  /\bcommands\s*\.\s*get\w+|\bpexpect\s*\.\s*(?:spawn|run)|\bcreate_subprocess_(?:exec|shell)/,
  /(?<![.\w$])(?:Popen|check_output|check_call|getoutput|system|popen|run|call)/,
  /(?<![.\w$])(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|exec[lv]p?e?|posix_spawnp?)/,
  /\.\s*(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|command)|\bnew\s+ProcessBuilder/,
  /\bexec\s*\.\s*Command(?:Context)?|\bsyscall\s*\.\s*Exec/,
];
const starter = new RegExp(`(?:${starters.map(({ source }) => source).join('|')})\\s*\\(`, 'g');

/** The command stands in the first few words of a call. */
const longestCommand = 300;

/** Commands in a source that start a program which does a lab's work: `os.system("ping -c 1 " + host)`. */
export function startedPrograms(source: UnitSource): Sighting[] {
  return [...source.bare.matchAll(starter).take(mostMatches)].flatMap((match) => {
    const ware = wareOf(wordsOf(source, match.index + match[0].length));
    if (ware === undefined) return [];
    return [sightingAt(source, match.index, ware, { kind: 'program', isUsed: true })];
  });
}

/** What the launch command itself is: `python3 -m http.server`, or a line of a script. */
export function launchedProgram(command: string): Ware | undefined {
  return wareOf(command);
}

function wareOf(command: string): Ware | undefined {
  const bare = withoutWrappers(command.trim());
  const found = known.find(({ words }) => words.test(bare));
  if (found === undefined) return undefined;
  return { name: found.words.exec(bare)?.[0] ?? bare, crafts: found.crafts };
}

const wrapper =
  /^(?:(?:sudo|exec|env|nohup|nice|command|start|stdbuf\s+\S+|timeout\s+(?:-\S+\s+)*\S+|(?:\/usr)?(?:\/bin\/)?(?:ba|da|z)?sh(?:\s+-\w*c)?|cmd(?:\.exe)?(?:\s+\/c)?|[A-Z_]+=\S*|-c|\/c)\s+|["']\s*)/i;

function withoutWrappers(command: string): string {
  let rest = command;
  for (let match = wrapper.exec(rest); match !== null && match[0] !== ''; match = wrapper.exec(rest)) {
    rest = rest.slice(match[0].length);
  }
  return rest.replace(/^(?:\/[\w.-]+)+\/|^\.\//, '').replace(/^(\w+)\.exe\b/i, '$1');
}

/** The literals of the arguments, in order; a name stands for the literals that it was assigned. */
function wordsOf(source: UnitSource, from: number): string {
  const args = source.code.slice(from, endOfCall(source.bare, from));
  const first = /^\s*([A-Za-z_$][\w$]*)\s*(?:[,)]|$)/.exec(args)?.[1];
  const assigned = first === undefined ? '' : assignedTo(source, first);
  return literalsOf(`${assigned} , ${args}`).join(' ');
}

function endOfCall(bare: string, from: number): number {
  const limit = Math.min(bare.length, from + longestCommand);
  let depth = 1;
  for (let at = from; at < limit; at += 1) {
    if ('([{'.includes(bare.charAt(at))) depth += 1;
    else if (')]}'.includes(bare.charAt(at))) depth -= 1;
    if (depth === 0) return at;
  }
  return limit;
}

function assignedTo({ code }: UnitSource, name: string): string {
  const pattern = new RegExp(
    `(?<![.\\w$])${name.replaceAll('$', '\\$')}\\s*(?::[^=\\n]+)?(?::=|\\+?=)(?!=)\\s*([^\\n;]{1,300})`,
    'g',
  );
  return [...code.matchAll(pattern).take(mostMatches)].map((match) => match[1] ?? '').join(' , ');
}
