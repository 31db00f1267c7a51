import { safeName } from '../safe-name.ts';

/** Of the remarks on a submission, in its page. */
export const remarksAnchor = 'remarks';

/** Ids of the places in a submission's page that others link to. */
export function checkAnchor(check: string): string {
  return `check-${safeName(check.replaceAll('/', '.'))}`;
}

export function scenarioAnchor(scenario: string): string {
  return `scenario-${safeName(scenario)}`;
}

export function eventAnchor(scenario: string, conversation: string, event: number): string {
  return `${scenarioAnchor(scenario)}-${safeName(conversation)}-${event}`;
}

/** The first place in a scenario's picture where a check failed. */
export function pinAnchor(scenario: string, check: string): string {
  return `pin-${safeName(scenario)}-${safeName(check.replaceAll('/', '.'))}`;
}
