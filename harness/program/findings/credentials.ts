import { literalsOf } from '../calls.ts';
import { lineAt } from '../source-view.ts';
import type { UnitSource } from '../unit.ts';
import type { Finding } from './finding.ts';
import { mostMatches } from './sighting.ts';

/** A warning, in kindness, for each source in which a password seems to stand. The report does not repeat it. */
export function credentialFindings(sources: readonly UnitSource[]): Finding[] {
  const places = sources.flatMap((source) =>
    passwordsIn(source).map((index) => `${source.path}:${lineAt(source.text, index)}`),
  );
  if (places.length === 0) return [];
  return [
    {
      id: 'password-in-source',
      title: 'A password stands in the source',
      detail: `${[...new Set(places)].join(', ')}. If it is a real one, change it: who can read the file can use it. Ask for it, or read it from the environment.`,
    },
  ];
}

const assignment =
  /(?<![\w$])[\w$]{0,40}?(?:pass(?:w(?:or)?d|code|phrase)?|pwd|secret|senha|mot_?de_?passe|contrase\w{1,9})[\w$]{0,40}\s*(?::\s*[\w.[\]*]+\s*)?(?::=|=|:)(?!=)\s*([^\n;]{1,200})/gi;
const login = /\.\s*login\s*\(\s*([^\n]{1,200}?)\)\s*(?:[;\n]|$)/gm;
const plain = /["'`]\\(?:0|x00|u0000)[^"'`\n]*?\\(?:0|x00|u0000)([^"'`\n\\]+)["'`]/g;

/** Indexes of what seems to be a password. */
function passwordsIn(source: UnitSource): number[] {
  const assigned = [...source.code.matchAll(assignment).take(mostMatches)]
    .filter((match) => source.bare.charAt(match.index) === source.code.charAt(match.index))
    .filter((match) => literalsAtStart(match[1] ?? '').some(looksReal));
  const logins = [...source.code.matchAll(login).take(mostMatches)].filter((match) =>
    literalsOf(match[1] ?? '')
      .slice(1, 2)
      .some(looksReal),
  );
  const plains = [...source.code.matchAll(plain).take(mostMatches)].filter((match) =>
    looksReal(match[1] ?? ''),
  );
  return [...assigned, ...logins, ...plains].map(({ index }) => index);
}

/** The literal that is assigned: not one inside a call that asks for it, such as `input("Password: ")`. */
function literalsAtStart(expression: string): string[] {
  const isCall = /^[\w$.\s]*(?:input|getpass|getenv|environ|env|prompt|question|readLine|get|Scan\w*)\b/.test(
    expression,
  );
  if (isCall || !/^(?:[rbuf]{0,2}["'`]|[\w.]+\s*\(\s*b?["'`])/i.test(expression)) return [];
  return literalsOf(expression).slice(0, 1);
}

const placeholder =
  /your|example|xxx|\*{2,}|<.*>|\{.*\}|\$\{|passw|pwd|secret|changeme|test|placeholder|enter|dummy|sample|todo|hidden|here|redacted|app.?pass|1234|qwerty|abcd|foo|bar\b|senha|contrase|:\s*$|\s{2,}/i;

/** A Gmail app password, or eight characters and more of at least two kinds. Words of a prompt are neither. */
function looksReal(text: string): boolean {
  if (/^[a-z]{4}(?: [a-z]{4}){3}$/.test(text)) return !/your|xxxx|abcd|pass/.test(text);
  if (text.length < 8 || text.length > 64 || /\s/.test(text) || placeholder.test(text)) return false;
  if (/^[a-z]{16}$/.test(text)) return true;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(text)).length;
  return kinds >= 2 && /\d|[^\w]/.test(text) && !/^[\w.+-]+@[\w.-]+$/.test(text);
}
