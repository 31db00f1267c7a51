import { readers } from '../harness/protocols/testing/readers.ts';
import { growthDefects } from './fuzz/growth.ts';
import { isTooSlow, readHostileSources } from './fuzz/hostile-sources.ts';
import { hunt } from './fuzz/hunt.ts';

/**
 * Whether any bytes that a program may send, print or be written in break a reader or hold it up.
 * `node bench/fuzz.ts [seconds] [seed]`: so long for all readers together, 60 by default. Ends with 1 when one is found.
 */
const seconds = Number(process.argv[2] ?? 60);
const seed = process.argv[3] ?? String(Date.now());
console.log(`seed ${seed}`);

let defects = 0;
const tell = (name: string, defect: string) => {
  defects += 1;
  console.log(`${name}: ${defect}`);
};

for (const reader of readers) {
  const { iterations, defect } = hunt(reader, seconds / readers.length, seed);
  console.log(`${reader.name}: ${iterations} broken messages`);
  if (defect !== undefined) tell(reader.name, defect);
}
for (const reader of readers) for (const defect of growthDefects(reader)) tell(reader.name, defect);
console.log('every reader was given floods of one thing');

let slowest = 0;
for await (const reading of readHostileSources()) {
  const { file, word, planMs, findingsMs } = reading;
  slowest = Math.max(slowest, planMs, findingsMs);
  const times = `${Math.round(planMs)} ms to plan, ${Math.round(findingsMs)} ms to look for findings`;
  if (isTooSlow(reading)) tell(file, `1 MiB of ${JSON.stringify(word)} takes ${times}`);
}
console.log(`1 MiB of one thing as a source: ${Math.round(slowest)} ms at most`);
process.exitCode = defects > 0 ? 1 : 0;
