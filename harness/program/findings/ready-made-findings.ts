import { type Craft, craftWords, type LibraryRules } from './craft.ts';
import type { Finding } from './finding.ts';
import type { Sighting } from './sighting.ts';

/** A sighting, and which part of the lab it belongs to; none when it lies in a file that is not started. */
export interface PlacedSighting extends Sighting {
  readonly part?: string;
}

/** How many places a finding names. */
const mostPlaces = 6;

/**
 * One finding for each part and craft that is the student's own work in this lab, from all that was sighted. A library
 * that is imported and not used, or used in a file that is not started, is said to be just that.
 */
export function readyMadeFindings(sightings: readonly PlacedSighting[], rules: LibraryRules): Finding[] {
  const allowed = new Set(rules.allowed ?? []);
  const relevant = sightings.flatMap((sighting) => {
    const craft = sighting.crafts.find((each) => rules.ownWork.includes(each));
    return craft === undefined || allowed.has(sighting.name) ? [] : [{ craft, sighting }];
  });
  // An unused import in a file that nobody starts is nothing.
  const worth = relevant.filter(({ sighting }) => sighting.isUsed || isStarted(sighting));
  const groups = Map.groupBy(worth, ({ craft, sighting }) => JSON.stringify([craft, sighting.part]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [
          findingOf(
            first.craft,
            group.map(({ sighting }) => sighting),
          ),
        ];
  });
}

function isStarted({ part, kind }: PlacedSighting): boolean {
  return part !== undefined || kind === 'wire';
}

function findingOf(craft: Craft, all: readonly PlacedSighting[]): Finding {
  const used = all.filter(({ isUsed }) => isUsed);
  const shown = used.length > 0 ? used : all;
  const names = [...new Set(shown.map(({ name }) => name))].join(', ');
  const part = shown[0]?.part;
  return {
    id: `ready-made/${craft}`,
    title: `${titleOf(craft, shown, used.length > 0)}: ${names}`,
    detail: `${placesOf(shown)}. The lab asks for this to be written by hand.`,
    ...(part !== undefined && { part }),
    audience: 'staff',
  };
}

function titleOf(craft: Craft, shown: readonly PlacedSighting[], isUsed: boolean): string {
  const words = craftWords[craft];
  const means = meansOf(shown);
  if (!isUsed) return `Imports ${means} and does not seem to use it`;
  if (!shown.some(isStarted))
    return `A file beside the program ${words.charAt(0).toLowerCase()}${words.slice(1)} with ${means}`;
  return `${words} with ${means}`;
}

function meansOf(shown: readonly PlacedSighting[]): string {
  const kinds = new Set(shown.map(({ kind }) => kind));
  if (kinds.has('library')) return 'a library';
  return kinds.has('program') ? 'another program' : 'something ready made';
}

function placesOf(sightings: readonly PlacedSighting[]): string {
  const places = [
    ...new Set(
      sightings.map(({ file, line, text }) =>
        file === undefined ? `On the wire: ${text}` : `${file}:${line}: ${text}`,
      ),
    ),
  ];
  const more = places.length - mostPlaces;
  return `${places.slice(0, mostPlaces).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
