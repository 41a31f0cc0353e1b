import type { StudySummary } from './host';

/** Whether the study list offers the mode for a study: it must hold ultrasound. */
export function isValidMode({ modalities }: StudySummary): { valid: boolean; description: string } {
  return {
    valid: modalities.split('\\').includes('US'),
    description: 'EchoNet reads ultrasound (US) studies.',
  };
}
