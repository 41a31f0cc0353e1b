import { command } from '../ids';
import type { Session } from '../session/session';

export function contourCommands(session: () => Session) {
  return {
    [command.toggleContours]: { commandFn: () => session().contours.toggle() },
    [command.nextEndDiastole]: { commandFn: () => session().contours.showNext('ED') },
    [command.nextEndSystole]: { commandFn: () => session().contours.showNext('ES') },
    [command.editContour]: { commandFn: () => session().contours.edits.toggle() },
    [command.markEndDiastole]: { commandFn: () => session().contours.edits.markShownFrame('ED') },
    [command.markEndSystole]: { commandFn: () => session().contours.edits.markShownFrame('ES') },
  };
}
