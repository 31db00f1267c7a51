/** Something that happened, for programs to read: its kind, and its figures. */
export interface Happening {
  readonly event: string;
  readonly [figure: string]: unknown;
}

export type Say = (happening: Happening, text: string) => void;

/** Prints what happens as it happens: as text for people, or as JSON, one document a line. */
export function printer(isJson: boolean): Say {
  return (happening, text) => console.log(isJson ? JSON.stringify(happening) : text);
}
