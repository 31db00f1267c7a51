/** A remark about a submission. It never takes points. */
export interface Finding {
  /** Permanent words: `ready-made/http-server`. */
  readonly id: string;
  readonly title: string;
  /** What it rests on: files, lines and their text. */
  readonly detail?: string;
  readonly part?: string;
  /** For the instructor alone, who judges it before the student hears of it. */
  readonly audience?: 'staff';
}
