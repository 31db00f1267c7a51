const names: Readonly<Record<string, string>> = {
  python3: 'Python 3',
  python2: 'Python 2',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  java: 'Java',
  go: 'Go',
  c: 'C',
  'c++': 'C++',
  other: 'as grade.yaml says',
};

/** `Python 3` for `python3`; what is not known stays as it is. */
export function languageName(language: string): string {
  return names[language] ?? language;
}
