import type { Part } from '../../../engine/lab.ts';
import { planPrograms } from '../../plan.ts';
import { submission } from '../../testing/plan-kit.ts';
import type { Craft } from '../craft.ts';
import { findFindings } from '../find-findings.ts';
import type { Finding } from '../finding.ts';

/** What a static look finds in a submission with these files, in a lab in which `ownWork` is to be written by hand. */
export async function findingsOf(
  files: Readonly<Record<string, string>>,
  part: Part,
  ownWork: readonly Craft[],
  allowed: readonly string[] = [],
): Promise<Finding[]> {
  const location = await submission(files);
  const planned = await planPrograms(location, [part]);
  const plans = planned.kind === 'plans' ? planned.plans : [];
  return await findFindings({ location, plans, scenarios: [] }, { ownWork, allowed });
}
