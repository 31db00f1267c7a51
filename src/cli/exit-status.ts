/** What `grade` ends with. */
export const exitStatus = {
  graded: 0,
  belowThreshold: 1,
  unusable: 2,
  ungradable: 3,
  interrupted: 130,
} as const;
