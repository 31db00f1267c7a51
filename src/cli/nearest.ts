import { closest, distance } from 'fastest-levenshtein';

/** Which lab, by the names there are: for a command that was given none. */
export function whichLab(command: string, names: readonly string[]): string {
  return `Which lab? There are: ${names.join(', ')}. For example: grade ${command} ${names[0]}`;
}

/** `; did you mean proxy?` where a name is near, else the names there are. */
export function didYouMean(word: string, names: readonly string[]): string {
  // Who leaves out the lab of a check means its last words: `ctrl` is near to `web-server/crlf`.
  const spelled = new Map(names.flatMap((name) => [[name.split('/').at(-1) ?? name, name] as const]));
  const short = closest(word, [...spelled.keys()]);
  if (!word.includes('/') && distance(word, short) <= Math.max(2, short.length / 3))
    return `did you mean ${spelled.get(short)}?`;
  const nearest = closest(word, [...names]);
  if (distance(word, nearest) <= Math.max(2, word.length / 2)) return `did you mean ${nearest}?`;
  return names.length <= 8 ? `there are: ${names.join(', ')}.` : '`grade list --checks` names all.';
}
