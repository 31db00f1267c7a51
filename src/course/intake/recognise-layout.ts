import { stat } from 'node:fs/promises';
import path from 'node:path';
import { canvasLayout } from './canvas-layout.ts';
import { entriesOf } from './folder-entries.ts';
import { gradescopeLayout } from './gradescope-layout.ts';
import type { Layout, LookFor } from './hand-in.ts';
import { moodleLayout } from './moodle-layout.ts';
import { plainLayout } from './plain-layout.ts';

const platforms = [gradescopeLayout, moodleLayout, canvasLayout];

/** What kind of class this is, by the names in it: of a learning platform, else of people. */
export async function recogniseLayout(lookFor: LookFor): Promise<Layout> {
  for (const layout of platforms) {
    const found = await layout(lookFor);
    if (found !== undefined) return found;
  }
  const inner = await soleFolder(lookFor.root);
  if (inner !== undefined) {
    for (const layout of platforms) {
      const found = await layout({ ...lookFor, root: inner });
      if (found !== undefined) return found;
    }
  }
  return plainLayout(lookFor);
}

/** An export may have one folder around all: `assignment_4711_export/`. */
async function soleFolder(root: string): Promise<string | undefined> {
  const [only, ...others] = await entriesOf(root);
  if (only === undefined || others.length > 0) return undefined;
  const inner = path.join(root, only.name);
  return (await stat(inner)).isDirectory() ? inner : undefined;
}
