import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** A place in a text: rows and columns from 0, the end row included. */
export interface Region {
  readonly startRow: number;
  readonly endRow: number;
}

interface Token {
  readonly token: string;
  readonly location: Region;
}

export interface TokenizedFile {
  readonly id: number;
}

/** What two files share in a row: `pairs` counts its fingerprints. */
interface Fragment {
  readonly pairs: readonly unknown[];
  readonly leftSelection: Region;
  readonly rightSelection: Region;
}

export interface Pair {
  /** From 0 to 1: fingerprints that are shared, of all that are not ignored. */
  readonly similarity: number;
  /** Shared fingerprints of both files together. */
  readonly overlap: number;
  buildFragments(): readonly Fragment[];
}

interface FingerprintIndex {
  addFiles(files: readonly TokenizedFile[]): unknown;
  addIgnoredFile(file: TokenizedFile): void;
  getPair(left: TokenizedFile, right: TokenizedFile): Pair;
}

interface SyntaxTree {
  readonly rootNode: object;
  delete(): void;
}

interface CodeTokenizer {
  readonly parser: { parse(text: string): SyntaxTree | null };
  tokenizeNode(node: object, tokens: Token[]): unknown;
}

/** The part of `@dodona/dolos-lib` that is used here. It is installed apart, so the compiler cannot see its own types. */
export interface DolosLibrary {
  readonly Options: { readonly defaultKgramLength: number; readonly defaultKgramsInWindow: number };
  readonly File: new (path: string, content: string) => object;
  readonly TokenizedFile: new (
    file: object,
    tokens: readonly string[],
    mapping: readonly Region[],
  ) => TokenizedFile;
  readonly FingerprintIndex: new (
    kgramLength: number,
    kgramsInWindow: number,
    hasKgramData: boolean,
    maxFileCount?: number,
  ) => FingerprintIndex;
  readonly CustomTreeSitterLanguage: new (
    name: string,
    extensions: readonly string[],
    load: () => Promise<unknown>,
  ) => { createTokenizer(options: { includeComments: boolean }): Promise<CodeTokenizer> };
}

/** Grammars by the name that the parser's package gives them. C is read as C++. */
export type Grammar = 'python' | 'javascript' | 'typescript' | 'java' | 'go' | 'cpp';

/** Dolos, with a reader for each language. */
export interface Dolos {
  readonly library: DolosLibrary;
  tokenizerOf(grammar: Grammar): Promise<CodeTokenizer>;
}

/**
 * Loads Dolos from the folder that it was installed into.
 * @throws when it is not there
 */
export async function loadDolos(folder: string): Promise<Dolos> {
  const required = createRequire(`${folder}/package.json`);
  const load = (name: string) => import(pathToFileURL(required.resolve(name)).href);
  const library = (await load('@dodona/dolos-lib')) as DolosLibrary;
  const { Language } = (await load('tree-sitter')) as { Language: { load(path: string): Promise<unknown> } };
  return {
    library,
    tokenizerOf: (grammar) => {
      const wasm = required.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`);
      const language = new library.CustomTreeSitterLanguage(grammar, [], () => Language.load(wasm));
      return language.createTokenizer({ includeComments: false });
    },
  };
}

/**
 * The tokens of a text. The syntax tree lies in the memory of the parser, which no garbage collector sees.
 * @throws RangeError for a text that is nested too deeply
 */
export function tokenize(dolos: Dolos, tokenizer: CodeTokenizer, name: string, text: string): TokenizedFile {
  const { File, TokenizedFile } = dolos.library;
  const tokens: Token[] = [];
  const tree = tokenizer.parser.parse(text);
  try {
    if (tree !== null) tokenizer.tokenizeNode(tree.rootNode, tokens);
  } finally {
    tree?.delete();
  }
  return new TokenizedFile(
    new File(name, text),
    tokens.map(({ token }) => token),
    tokens.map(({ location }) => location),
  );
}
