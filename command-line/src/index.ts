export { listOf, numberBetween, wholeNumberBetween } from './options';
export { ProgressBar } from './progress';
export { typeScriptArguments } from './typescript-process';
export { messageOf, sentenceOf, UserError } from './user-error';
