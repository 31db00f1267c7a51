import { z } from 'zod';

/** One line of the roster. `student` is what lab runs call this person. */
export const personSchema = z.object({
  student: z.string(),
  name: z.string().optional().describe('As the roster writes it: `Lovelace, Ada` or `Ada Lovelace`'),
  login: z.string().optional(),
  email: z.string().optional(),
  id: z.string().optional().describe("Of the learning platform: Canvas's user id"),
  sisId: z.string().optional().describe("Of the school's own register"),
  section: z.string().optional(),
});

export type Person = z.infer<typeof personSchema>;
