import { command } from '../ids';
import type { Session } from '../session/session';

export function contourCommands(session: () => Session) {
  return {
    [command.toggleContours]: { commandFn: () => session().contours.toggle() },
    [command.nextEndDiastole]: { commandFn: () => session().contours.showNext('ED') },
    [command.nextEndSystole]: { commandFn: () => session().contours.showNext('ES') },
  };
}
