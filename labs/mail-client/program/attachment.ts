import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { base64Lines, isAscii } from './encoding.ts';
import { ExitStatus, MailFailure } from './failure.ts';

/** A file that goes with the mail. */
export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.zip': 'application/zip',
};

/** @throws MailFailure with status 2 when the file cannot be read */
export async function loadAttachment(path: string): Promise<Attachment> {
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  try {
    return { name: basename(path), type, bytes: await readFile(path) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MailFailure(`Cannot read the attachment ${path}: ${reason}`, ExitStatus.usage);
  }
}

/** The attachment as a part of a multipart: header, empty line, base64. */
export function attachmentPart({ name, type, bytes }: Attachment): string {
  return [
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; ${fileNameParameter(name)}`,
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(bytes),
  ].join('\r\n');
}

/** @see https://www.rfc-editor.org/rfc/rfc2231#section-4 for names beyond ASCII */
function fileNameParameter(name: string): string {
  if (isAscii(name)) return `filename="${name.replace(/["\\\r\n]/g, '_')}"`;
  const escaped = encodeURIComponent(name).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16)}`,
  );
  return `filename*=UTF-8''${escaped}`;
}
