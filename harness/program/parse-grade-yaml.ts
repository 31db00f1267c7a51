import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';

const words = z.union([z.string(), z.array(z.union([z.string(), z.number()]).transform(String))]);

const startSettings = {
  /** The command, without arguments or with them: `python3 server.py`. */
  run: words.optional(),
  /** Run once before, in the submission's folder: `make server`. */
  build: words.optional(),
  /** Arguments, with placeholders: `[--port, '{port}']`. */
  args: words.optional(),
  /** Fixed standard input, with placeholders; a list is one line each. */
  stdin: words.optional(),
  /** Environment variables, with placeholders. */
  env: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
};
const partSchema = z.strictObject(startSettings);
const settingsSchema = z.strictObject({
  ...startSettings,
  /** By the part of a lab that has several: `server: { run: python3 server.py }`. Comes before what stands above. */
  parts: z.record(z.string(), partSchema).optional(),
});

/** How one program is to be started. */
export type StartSettings = z.infer<typeof partSchema>;
/** What a submission may say about itself in `grade.yaml`. */
export type GradeYaml = z.infer<typeof settingsSchema>;

export type GradeYamlResult =
  | { readonly kind: 'settings'; readonly settings: GradeYaml }
  | { readonly kind: 'broken'; readonly reason: string };

/**
 * What is wrong comes as one sentence with file, line and key.
 * @param name of the file, for messages
 */
export function parseGradeYaml(text: string, name: string): GradeYamlResult {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const broken = (line: number, what: string): GradeYamlResult => ({
    kind: 'broken',
    reason: `${name}, line ${line}: ${what}`,
  });
  const [error] = document.errors;
  if (error !== undefined)
    return broken(counter.linePos(error.pos[0]).line, `${error.message.replace(/\.?$/, '.')}`);
  const parsed = settingsSchema.safeParse(toPlain(document) ?? {});
  if (parsed.success) return { kind: 'settings', settings: parsed.data };
  const { key, complaint } = explain(parsed.error.issues[0]);
  return broken(counter.linePos(keyOffset(document, key)).line, complaint);
}

/** What is wrong in one sentence, and at which key. */
function explain(issue: z.core.$ZodIssue | undefined): { key: string; complaint: string } {
  const path = issue?.path.map(String) ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const key = String(issue.keys[0]);
    const keys =
      path.length === 0 ? 'run, build, args, stdin, env and parts' : 'run, build, args, stdin and env';
    return { key, complaint: `the key \`${key}\` is not known; the keys are ${keys}.` };
  }
  const isOfPart = path[0] === 'parts';
  const key = path[isOfPart ? 2 : 0] ?? path.at(-1);
  if (key === undefined)
    return { key: '', complaint: 'it must hold keys and values, such as `run: python3 main.py`.' };
  if (isOfPart && path.length < 3)
    return {
      key,
      complaint: `the value of \`${key}\` must be keys and values, such as \`run: python3 main.py\`.`,
    };
  const form = key === 'env' ? 'names with texts' : 'a text or a list of texts';
  return { key, complaint: `the value of \`${key}\` must be ${form}.` };
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return [];
  }
}

/** Where a key of this name stands first. */
function keyOffset(document: Document, key: string): number {
  let offset = 0;
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || String(pair.key.value) !== key) return undefined;
      offset = pair.key.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
