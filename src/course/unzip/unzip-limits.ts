/** How much may come out of one zip file. */
export interface UnzipLimits {
  readonly entries: number;
  readonly totalMb: number;
  readonly fileMb: number;
  /** Unpacked bytes for each packed one; asked only once `ratioFromMb` have come out. */
  readonly ratio: number;
  readonly ratioFromMb: number;
  /** Folders in folders. */
  readonly depth: number;
}

/** What one student hands in: a few sources, a page, some images. */
export const studentLimits: UnzipLimits = {
  entries: 20_000,
  totalMb: 256,
  fileMb: 64,
  ratio: 200,
  ratioFromMb: 16,
  depth: 32,
};

/** The download of a whole class; each file in it may be a student's zip. */
export const classLimits: UnzipLimits = {
  entries: 500_000,
  totalMb: 16_384,
  fileMb: 256,
  ratio: 200,
  ratioFromMb: 64,
  depth: 40,
};
