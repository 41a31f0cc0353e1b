export { listOf, listOfEach, numberBetween, wholeNumberBetween } from './options';
export { prepareEmptyFolder } from './prepare-empty-folder';
export { ProgressBar } from './progress';
export { typeScriptArguments } from './typescript-process';
export { messageOf, sentenceOf, UserError } from './user-error';
