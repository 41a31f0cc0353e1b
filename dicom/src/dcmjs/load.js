export { default } from 'dcmjs';
