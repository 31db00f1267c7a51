import { safeName } from '../safe-name.ts';

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
