import { z } from 'zod';

/** The keys that a schema allows at a path; empty where any are allowed. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let current = unwrap(schema);
  for (const step of path) {
    const next =
      current instanceof z.ZodObject
        ? current.shape[String(step)]
        : current instanceof z.ZodRecord
          ? current.valueType
          : undefined;
    if (!(next instanceof z.ZodType)) return [];
    current = unwrap(next);
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const inner = schema.unwrap();
    return inner instanceof z.ZodType ? unwrap(inner) : schema;
  }
  return schema;
}
