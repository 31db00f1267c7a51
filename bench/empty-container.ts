import type Dockerode from 'dockerode';

/** A container without a network, of this image, in which a Python program does nothing: what any container costs at least. */
export async function runEmptyContainer(engine: Dockerode, image: string): Promise<void> {
  const container = await engine.createContainer({
    Image: image,
    Cmd: ['python3', '-c', 'pass'],
    HostConfig: { NetworkMode: 'none' },
  });
  await container.start();
  await container.wait();
  await container.remove();
}
