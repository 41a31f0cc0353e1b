export { line as drawLine, textWidth, write as writeText, type Colour } from './canvas';
export { lineHeight, textScale } from './font';
