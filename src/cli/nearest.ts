import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean proxy?` where a name is near, else the names there are. */
export function didYouMean(word: string, names: readonly string[]): string {
  const nearest = closest(word, [...names]);
  if (distance(word, nearest) <= Math.max(2, word.length / 2)) return `did you mean ${nearest}?`;
  return names.length <= 8 ? `there are: ${names.join(', ')}.` : '`grade list` names all.';
}
