import { rm } from 'node:fs/promises';
import { copyTree } from '../copy-tree.ts';

/**
 * Copies what a program is made of; what was there before goes. Links stay links, as only the sandbox follows them.
 * @param without the name of what is left out at the top
 */
export async function copyFolder(from: string, to: string, without?: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await copyTree(from, to, (name, folder) => name !== without || folder !== '');
}
