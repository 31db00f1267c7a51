import path from 'node:path';

interface ContentType {
  readonly type: string;
  /** Saved, not shown. */
  readonly isDownload?: boolean;
}

/** What a report folder holds; nothing else is served. */
const contentTypes: Readonly<Record<string, ContentType>> = {
  '.html': { type: 'text/html; charset=utf-8' },
  '.json': { type: 'application/json' },
  '.pcap': { type: 'application/vnd.tcpdump.pcap', isDownload: true },
  '.txt': { type: 'text/plain; charset=utf-8' },
  '.md': { type: 'text/plain; charset=utf-8' },
  '.csv': { type: 'text/csv; charset=utf-8', isDownload: true },
  '.xml': { type: 'application/xml', isDownload: true },
};

/** Undefined for a file that no report holds. */
export function contentTypeOf(file: string): ContentType | undefined {
  return contentTypes[path.extname(file)];
}
