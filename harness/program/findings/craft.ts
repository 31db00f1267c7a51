/** Work that a lab may want its students to do by hand, and that libraries and other programs offer ready made. */
export type Craft = 'http-server' | 'http-client' | 'proxy' | 'smtp' | 'ping' | 'dns';

/** What a lab says of libraries. What it does not name may be used freely. */
export interface LibraryRules {
  /** What the student is to write: libraries and programs that do this are noticed. */
  readonly ownWork: readonly Craft[];
  /** Names of libraries or programs that may be used all the same: `http.server`, `curl`. */
  readonly allowed?: readonly string[];
}

/** Each craft as the first words of a sentence. */
export const craftWords: Readonly<Record<Craft, string>> = {
  'http-server': 'Answers HTTP',
  'http-client': 'Fetches over HTTP',
  proxy: 'Relays requests',
  smtp: 'Sends mail',
  ping: 'Pings',
  dns: 'Asks DNS',
};
