import { germanArchiveMessages } from './german-archive';
import { germanClipMessages } from './german-clips';
import { germanComputingMessages } from './german-computing';
import { type MessageTemplate, translator } from './translate';

export const germanMessages: readonly MessageTemplate[] = [
  ...germanClipMessages,
  ...germanArchiveMessages,
  ...germanComputingMessages,
];

export const germanMessage = translator(germanMessages);
