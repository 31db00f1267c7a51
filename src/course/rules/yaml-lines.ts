import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';

type Path = readonly PropertyKey[];

/** The line of the value at a path; of what is around it where there is none. From 1. */
export function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const key = keyAt(document, path.slice(0, length - 1), path[length - 1]);
    const node = key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** The key itself, not its value: that may begin lines later. */
function keyAt(document: Document, path: Path, name: PropertyKey | undefined): unknown {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  return map.items.map(({ key }) => key).find((key) => isScalar(key) && String(key.value) === String(name));
}
