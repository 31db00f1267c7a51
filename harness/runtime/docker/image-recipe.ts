import type { RemotePeerName } from '../../../containers/control/orders.ts';

/** What an image of ours is made from. */
export interface ImageRecipe {
  readonly name: string;
  /** Relative to the product's top folder, as are the sources. */
  readonly dockerfile: string;
  /** Files and folders; tests and pages are left out. */
  readonly sources: readonly string[];
  /** npm packages that are loaded in it; what they need themselves comes along. */
  readonly packages: readonly string[];
}

const certificates = ['@peculiar/x509', 'reflect-metadata'];

export const benchRecipe: ImageRecipe = {
  name: 'grade-bench',
  dockerfile: 'containers/bench/Dockerfile',
  sources: ['package.json', 'toolchain/warm-up.ts', 'containers', 'harness', 'labs'],
  packages: [...certificates, 'dns-packet', 'raw-socket', 'smtp-server'],
};

export const peerRecipes: Readonly<Record<RemotePeerName, ImageRecipe>> = {
  'smtp-server': peerRecipe('smtp-server', [...certificates, 'smtp-server']),
  'udp-echo': peerRecipe('udp-echo', ['commander']),
  origin: peerRecipe('origin', ['commander']),
};

function peerRecipe(peer: RemotePeerName, packages: readonly string[]): ImageRecipe {
  const folder = `containers/${peer}`;
  return {
    name: `grade-${peer}`,
    dockerfile: `${folder}/Dockerfile`,
    sources: ['package.json', folder, 'containers/control', 'harness/wire', 'harness/protocols'],
    packages,
  };
}
