/** What a column of a roster can tell. */
export type Field = 'name' | 'first' | 'last' | 'login' | 'email' | 'id' | 'sisId' | 'section' | 'role';

/** As learning platforms and people head their columns, without spaces, dashes and case. */
const headings: Readonly<Record<Field, readonly string[]>> = {
  name: ['name', 'student', 'studentname', 'fullname', 'displayname', 'sortablename'],
  first: ['first', 'firstname', 'givenname', 'givennames', 'forename'],
  last: ['last', 'lastname', 'surname', 'familyname'],
  login: ['login', 'loginid', 'sisloginid', 'username', 'netid', 'account', 'githubusername', 'github'],
  email: ['email', 'emailaddress', 'mail', 'studentemail'],
  id: ['id', 'userid', 'canvasid', 'canvasuserid', 'identifier'],
  sisId: ['sisid', 'sisuserid', 'sid', 'idnumber', 'studentid', 'studentnumber', 'matriculationnumber'],
  section: ['section', 'sections', 'group', 'groups', 'class'],
  role: ['role', 'roles'],
};

const fieldByHeading = new Map(
  (Object.keys(headings) as Field[]).flatMap((field) =>
    headings[field].map((name) => [name, field] as const),
  ),
);

/** The usual ones, for who has none of them. */
export const usualNames = ['name', 'login', 'email', 'id', 'sis id', 'section'];

export function fieldOf(heading: string): Field | undefined {
  return fieldByHeading.get(heading.toLowerCase().replace(/[^a-z]/g, ''));
}
