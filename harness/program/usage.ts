import { literalsOf } from './calls.ts';
import { meaningOf } from './meaning.ts';
import type { Meaning } from './types.ts';
import type { UnitSource } from './unit.ts';

/** A word of a usage text that stands for an argument. */
export interface UsageWord {
  readonly word: string;
  readonly meaning: Meaning;
  readonly isOptional: boolean;
}

/**
 * The arguments that the source's usage text names: of `Usage: python client.py <host> [port]` a host, and a port that
 * may be left out. Empty when there is no such text.
 */
export function usageWords(source: UnitSource): UsageWord[] {
  for (const literal of usageTexts(source)) {
    const words = wordsOf(literal);
    if (words.length > 0) return words;
  }
  return [];
}

function usageTexts(source: UnitSource): string[] {
  return [...source.code.matchAll(/^.*\b(?:usage|syntax|usar|uso|utilisation)\b.*$/gim)].flatMap((line) =>
    // The text may hold quotes of the other kind: `'Usage : "python server.py ip"\n[...'`.
    literalsOf(line[0]).filter((text) => /usage|syntax|uso|usar|utilisation/i.test(text)),
  );
}

function wordsOf(text: string): UsageWord[] {
  const line =
    text
      .replace(/^[\s\S]*?(?:usage|syntax|uso|usar|utilisation)\b/i, '')
      .replace(/^[\s:=-]+/, '')
      .split('\n')[0] ?? '';
  const shell = line
    .replace(/["'`]/g, ' ')
    .replace(/(?<![\w.])(?:sudo|python[\d.]*|java|node|go run|py)\s+/g, '');
  // Blanks within brackets part nothing: `[-p PORT]`, `<mail server>`.
  const [, ...rest] = shell.trim().split(/\s+(?![^<>[\]]*[>\]])/);
  return rest
    .filter((word) => /^[<[{(]?[\w{<[]/.test(word) && !/^(?:or|and|e\.g\.|eg|example|where|for)$/i.test(word))
    .slice(0, 8)
    .map((word) => ({
      word: word.replace(/[<>[\](){}]/g, ''),
      meaning: meaningOf(word.replace(/[<>[\](){}]/g, ' ')),
      isOptional: word.startsWith('['),
    }));
}
