/** A lab that a name tells, with whose it is and which attempt. */
export interface LabInName {
  readonly lab: string;
  readonly student?: string;
  readonly attempt?: number;
}

const attemptEnd = String.raw`(?:[-_. ]*(?:attempt|try|v)?[-_. ]*\(?(?<attempt>\d{1,3})\)?)?`;
const separator = '[-_. ]+';

/** `web-server`, `Web_Server`, `webserver`, with `-2`, `(2)` or `attempt 2` after it. */
export function labNamed(name: string, labIds: readonly string[]): LabInName | undefined {
  return match(name, labIds, (lab) => `^${lab}${attemptEnd}$`);
}

/** `ada-proxy`, `ada_proxy (2)`, `proxy-ada`: a student and a lab in one name. */
export function studentAndLabIn(name: string, labIds: readonly string[]): LabInName | undefined {
  return (
    match(name, labIds, (lab) => `^(?<student>.+?)${separator}${lab}${attemptEnd}$`) ??
    match(name, labIds, (lab) => `^${lab}${separator}(?<student>.+)$`)
  );
}

function match(
  name: string,
  labIds: readonly string[],
  toPattern: (lab: string) => string,
): LabInName | undefined {
  for (const lab of labIds) {
    const spelled = lab.split('-').join('[-_. ]?');
    const groups = new RegExp(toPattern(spelled), 'i').exec(name.trim())?.groups;
    if (groups === undefined) continue;
    const { student, attempt } = groups;
    return {
      lab,
      ...(student !== undefined && { student }),
      ...(Number(attempt) > 0 && { attempt: Number(attempt) }),
    };
  }
  return undefined;
}
