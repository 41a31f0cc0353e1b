import type { StudySummary } from './host';

/** The mode is offered for studies with ultrasound. */
export function isValidMode({ modalities }: StudySummary): { valid: boolean; description: string } {
  return {
    valid: modalities.split('\\').includes('US'),
    description: 'EchoNet reads ultrasound (US) studies.',
  };
}
