import { createHash } from 'node:crypto';
import type Dockerode from 'dockerode';
import { chooseBases, offlineBase } from './base-images.ts';
import { buildImage } from './build-image.ts';
import { statusOf } from './engine.ts';
import { findImageFiles } from './image-files.ts';
import type { ImageRecipe } from './image-recipe.ts';

/** Is told, for a person to read, how a long piece of work goes on. */
export type Notify = (text: string) => void;

/** An image of ours as it belongs to this state of the product. */
export interface FoundImage {
  /** With a tag made from its content: what has changed has another name, what has not is never built twice. */
  readonly name: string;
  readonly isBuilt: boolean;
  /** @throws EnvironmentError with the last lines of the builder */
  build(notify: Notify): Promise<void>;
}

/** Looks for an image; builds nothing. */
export async function findImage(engine: Dockerode, recipe: ImageRecipe): Promise<FoundImage> {
  const bases = chooseBases(process.env, await imageId(engine, offlineBase));
  const files = await findImageFiles(recipe);
  const hash = createHash('sha256').update(`${files.hash} ${bases.content}`).digest('hex');
  const name = `${recipe.name}:${hash.slice(0, 12)}`;
  return {
    name,
    isBuilt: (await imageId(engine, name)) !== undefined,
    build: (notify) => buildImage(engine, { name, files, recipe, bases }, notify),
  };
}

/** The name of the image, which is built if it is not there. */
export async function provideImage(engine: Dockerode, recipe: ImageRecipe, notify: Notify): Promise<string> {
  const image = await findImage(engine, recipe);
  if (!image.isBuilt) await image.build(notify);
  return image.name;
}

async function imageId(engine: Dockerode, name: string): Promise<string | undefined> {
  try {
    return (await engine.getImage(name).inspect()).Id;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
