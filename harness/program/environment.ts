import { literalsOf } from './calls.ts';
import { meaningOf } from './meaning.ts';
import type { Unit } from './unit.ts';

const reads = [
  /\bos\.environ\s*\[\s*(["'][^"'\n]+["'])\s*\]()/g,
  /\b(?:os\.environ\.get|os\.getenv|getenv|os\.Getenv|System\.getenv|os\.LookupEnv)\s*\(\s*(["'][^"'\n]+["'])\s*(?:,\s*([^)\n]*))?\)/g,
  /\bprocess\.env(?:\.(\w+)|\[\s*(?:["'][^"'\n]+["'])\s*\])()/g,
];
const ours =
  /^(?:PATH|HOME|USER|SHELL|LANG|LC_\w+|TERM|PWD|TMPDIR|DEBUG|NODE_ENV|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS|PYTHON\w*)$/;

/** Environment variables that the source reads and has no value of its own for, with the placeholder for each. */
export function environmentOf(unit: Unit): Record<string, string> {
  const found: Record<string, string> = {};
  for (const source of unit.sources) {
    for (const pattern of reads) {
      for (const match of source.code.matchAll(pattern)) {
        const quoted = match[1] ?? '';
        const name = /^["']/.test(quoted) ? (literalsOf(quoted)[0] ?? '') : quoted;
        const fallback = (match[2] ?? '').trim();
        const hasDefault =
          !/^(?:|None|""|''|null)$/.test(fallback) ||
          /^\s*(?:\|\||\?\?)\s*["'\d]/.test(source.code.slice(match.index + match[0].length));
        const meaning = meaningOf(name);
        if (/^\w+$/.test(name) && !ours.test(name) && !hasDefault && meaning !== 'unknown')
          found[name] = `{${meaning}}`;
      }
    }
  }
  return found;
}
