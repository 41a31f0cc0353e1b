export { drawNonCardiac, nonCardiacSubjects, type NonCardiacSubject } from './subjects';
