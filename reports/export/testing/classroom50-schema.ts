const text = { type: 'string', minLength: 1 };
const whole = { type: 'integer', minimum: 0 };
const instant = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$' };
const links = { commit: text, release: text, review: text };
const names = { classroom: text, assignment: text, owner: text };

const test = {
  type: 'object',
  required: ['test-name', 'passed', 'score', 'max-score'],
  properties: { 'test-name': text, passed: { type: 'boolean' }, score: whole, 'max-score': whole },
};

const submitter = {
  type: 'object',
  additionalProperties: false,
  required: ['username'],
  properties: { username: text, id: { type: ['integer', 'null'] } },
};

/**
 * What Classroom 50 demands of a `result.json`, for tests: the rules of its published schema.
 * @see https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json
 */
export const classroom50Schema = {
  type: 'object',
  additionalProperties: false,
  required: [
    ...['schema', 'classroom', 'assignment', 'assignment_type', 'owner', 'submission', 'commit', 'release'],
    ...['review', 'datetime', 'score', 'max-score', 'tests'],
  ],
  properties: {
    schema: { const: 'classroom50/result/v1' },
    ...names,
    ...links,
    assignment_type: { enum: ['individual', 'group'] },
    submission: { type: 'string', pattern: '^submit/' },
    datetime: instant,
    graded_at: instant,
    score: whole,
    'max-score': whole,
    tests: { type: 'array', items: test },
    submitted_by: submitter,
  },
};
