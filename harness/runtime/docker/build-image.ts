import { Readable } from 'node:stream';
import type Dockerode from 'dockerode';
import tar from 'tar-fs';
import { EnvironmentError } from '../errors.ts';
import { appFolder } from '../product-paths.ts';
import type { BaseImages } from './base-images.ts';
import { fullDisk, messageOf } from './engine.ts';
import { followBuild } from './follow-build.ts';
import type { Notify } from './image.ts';
import type { ImageFiles } from './image-files.ts';
import type { ImageRecipe } from './image-recipe.ts';

const keptImages = 3;

interface BuildRequest {
  readonly name: string;
  readonly recipe: ImageRecipe;
  readonly files: ImageFiles;
  readonly bases: BaseImages;
}

/** @throws EnvironmentError with the last lines of the builder, and what mends it */
export async function buildImage(engine: Dockerode, request: BuildRequest, notify: Notify): Promise<void> {
  const { name, recipe, files, bases } = request;
  notify(`building the image ${name}: it takes minutes the first time, seconds after a change`);
  try {
    const answer = await engine.buildImage(packContext(files), {
      t: name,
      dockerfile: recipe.dockerfile,
      buildargs: bases.buildArguments,
      forcerm: true,
    });
    await followBuild(engine, answer, notify);
    await removeOldImages(engine, recipe.name);
  } catch (error) {
    throw new EnvironmentError('no-image', explain(name, messageOf(error)), { cause: error });
  }
}

/** Those of earlier states of the product. One that is in use stays. */
async function removeOldImages(engine: Dockerode, repository: string): Promise<void> {
  const images = await engine.listImages({ filters: { reference: [repository] } });
  const byAge = images.sort((a, b) => b.Created - a.Created);
  const names = byAge.slice(keptImages).flatMap(({ RepoTags: tags }) => tags ?? []);
  await Promise.all(
    names.map((name) =>
      engine
        .getImage(name)
        .remove()
        .catch(() => {}),
    ),
  );
}

/** The same bytes for the same files, whoever owns them and whenever they were checked out. */
function packContext({ sources, packages }: ImageFiles): Readable {
  const packed = tar.pack(appFolder, {
    entries: [...sources, ...packages],
    map: (header) => {
      const isExecutable = header.type === 'directory' || ((header.mode ?? 0) & 0o100) !== 0;
      return { ...header, uid: 0, gid: 0, mtime: new Date(0), mode: isExecutable ? 0o755 : 0o644 };
    },
  });
  return Readable.from(packed);
}

const unreachable =
  /dial tcp|lookup .*: |pull access denied|i\/o timeout|TLS handshake|Client\.Timeout|registry.*EOF$|network is unreachable/;
const unknown = /manifest unknown|manifest for .* not found/;

function explain(name: string, message: string): string {
  return `The image ${name} could not be built, which --runtime docker needs.\n${message.trim()}\n${mend(message)}`;
}

function mend(message: string): string {
  if (unknown.test(message))
    return `The registry has no longer what the Dockerfile names. ${/python/.test(message) ? 'GRADE_PYTHON2=python:2.7-slim' : 'GRADE_BASE=node:24-bookworm-slim'} takes its newest instead.`;
  if (unreachable.test(message))
    return 'No registry was reached for its base image. Where none can be, this makes one from Debian packages: containers/base/offline.sh';
  return fullDisk(message) ?? 'Its last lines say why.';
}
