import { openRuntime } from '../open-runtime.ts';
import { connectEngine } from './engine.ts';
import { findImage } from './image.ts';
import { benchRecipe, peerRecipes } from './image-recipe.ts';

/**
 * What the docker runtime would do here. Opens a real world, but builds no image for it: that takes minutes.
 * @throws EnvironmentError or InfrastructureError when it would not work
 */
export async function examineDocker(): Promise<string> {
  const engine = await connectEngine();
  const { Version: version } = await engine.version();
  const recipes = [benchRecipe, ...Object.values(peerRecipes)];
  const images = await Promise.all(recipes.map((recipe) => findImage(engine, recipe)));
  if (images.some(({ isBuilt }) => !isBuilt))
    return `Docker ${version} answers; the first run builds its images, which takes minutes`;
  await using runtime = await openRuntime('docker');
  await using _slot = await runtime.openSlot();
  return `works, Docker ${version}`;
}
