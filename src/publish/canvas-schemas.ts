import { z } from 'zod';

const id = z.coerce.string();
const score = z.number().nullable();

/** @see https://developerdocs.instructure.com/services/canvas/resources/users */
export const canvasUserSchema = z.object({
  id,
  name: z.string().optional(),
  sortable_name: z.string().optional(),
  sis_user_id: z.string().nullish(),
  login_id: z.string().nullish(),
});

/** @see https://developerdocs.instructure.com/services/canvas/resources/assignments */
export const canvasAssignmentSchema = z.object({
  id,
  name: z.string(),
  points_possible: score,
  grading_type: z.string(),
});

/** @see https://developerdocs.instructure.com/services/canvas/resources/submissions */
export const canvasSubmissionSchema = z.object({
  user_id: id,
  score: score.optional(),
  excused: z.boolean().nullish(),
});

export type CanvasUser = z.infer<typeof canvasUserSchema>;
export type CanvasAssignment = z.infer<typeof canvasAssignmentSchema>;
export type CanvasSubmission = z.infer<typeof canvasSubmissionSchema>;
