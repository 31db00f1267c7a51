/** By the deviation of the part that the file came in. */
const DAMAGED: Readonly<Record<string, string>> = {
  'bad-base64':
    'The file is a part of its own, and its base64 cannot be read. Encode all its bytes at once (base64.encodebytes), and put nothing else below the empty line of that part.',
  'line-too-long':
    'The file is a part of its own, and its lines are too long for mail. Break the base64 into lines of 76 characters (base64.encodebytes does so).',
  'unclosed-multipart':
    'The file is a part of its own, and the message does not end behind it. Close the multipart with the boundary between two pairs of hyphens, "--boundary--".',
  'no-boundary':
    'The message is a multipart that names no boundary. Write Content-Type: multipart/mixed; boundary="...", and begin each part with "--" and that word.',
  'unknown-encoding':
    'The part names an encoding that nobody knows. Send the file in base64, and say so: Content-Transfer-Encoding: base64.',
};

/** Kinds of deviations that damage a file. */
export const FILE_DAMAGES: readonly string[] = Object.keys(DAMAGED);

/**
 * Why a file did not arrive whole.
 * @param damage kind of the deviation of its part, if it has one
 */
export function whyNoFile(hasPart: boolean, damage: string | undefined): string {
  if (!hasPart)
    return 'The file did not arrive as a part of its own. Make the message multipart/mixed, with the text as first part and the file as second, in base64 with lines of 76 characters.';
  return (
    DAMAGED[damage ?? ''] ??
    'The file is a part of its own, and its bytes are others. Open it as bytes (open(name, "rb")), encode all of it in base64, and say so: Content-Transfer-Encoding: base64.'
  );
}
