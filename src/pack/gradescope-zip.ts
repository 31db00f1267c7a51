import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { courseForLab } from './course-for-lab.ts';
import { productFiles } from './product-files.ts';

/** The same sources make the same zip, byte for byte. */
const mtime = new Date('2026-01-01T00:00:00Z');
const plain = { mtime, mode: 0o100644 };
const courseName = 'course.yaml';
const executable = { mtime, mode: 0o100755 };

/** Of Ubuntu, for building raw-socket, for worlds, and for the languages that submissions may be in. */
const packages =
  'ca-certificates npm gcc g++ make python3 bubblewrap iproute2 iptables util-linux default-jdk-headless golang-go';

/**
 * What Gradescope calls an autograder: `setup.sh`, `run_autograder` and the sources of the product, without packages,
 * which `setup.sh` brings. Programs run there in the process runtime, as the container allows no worlds.
 * @param productFolder of the product
 * @param lab id of the one lab that it grades
 * @param courseFile whose points and visibility of checks hold there; without it, those of the lab
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
export async function gradescopeZip(
  productFolder: string,
  lab: string,
  courseFile?: string,
): Promise<Buffer> {
  const zip = new ZipFile();
  if (courseFile !== undefined) {
    zip.addBuffer(Buffer.from(await courseForLab(courseFile, lab)), courseName, plain);
  }
  const course = courseFile === undefined ? '' : ` --course "$top/source/${courseName}"`;
  for (const name of ['setup.sh', 'run_autograder']) {
    const text = await readFile(new URL(`./templates/${name}.template`, import.meta.url), 'utf8');
    const filled = text
      .replace('@PACKAGES@', packages)
      .replace('@LAB@', lab)
      .replace('@COURSE@', () => course);
    zip.addBuffer(Buffer.from(filled), name, executable);
  }
  for (const name of await productFiles(productFolder)) {
    const file = path.join(productFolder, name);
    const isExecutable = ((await stat(file)).mode & 0o100) !== 0;
    zip.addBuffer(await readFile(file), name, isExecutable ? executable : plain);
  }
  zip.end();
  return buffer(zip.outputStream);
}
