const others = /\.(7z|rar|tar|tgz|tbz2?|txz|tar\.(gz|bz2|xz|zst)|gz|bz2|xz)$/i;

export function isZip(name: string): boolean {
  return /\.zip$/i.test(name);
}

/** A sentence for an archive that is not unpacked here; undefined for anything else. */
export function faultOfArchive(name: string): string | undefined {
  const kind = others.exec(name)?.[1]?.toLowerCase();
  if (kind === undefined) return undefined;
  return `${name} is a ${kind} archive, and only zip files are unpacked here; unpack it into a folder of the same place, or ask for a zip file.`;
}

/** `lab.zip` -> `lab`, `lab.tar.gz` -> `lab`, `pinger.py` -> `pinger`. */
export function stemOf(name: string): string {
  return name.replace(/\.tar\.\w+$/i, '').replace(/\.\w+$/, '') || name;
}
