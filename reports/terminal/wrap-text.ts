/** Breaks a paragraph between words into lines of at most `width` characters, each after `indent`. */
export function wrapText(text: string, width: number, indent: string): string {
  const lines = text.split('\n').flatMap((line) => wrapLine(line, Math.max(20, width - indent.length)));
  return lines.map((line) => `${indent}${line}`).join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= width || current === '') current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}
