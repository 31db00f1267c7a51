import wasm from '@vscode/tree-sitter-wasm';

await wasm.Parser.init();

export default wasm.Parser;
export const Language = wasm.Language;
